// Looks whether there is room, and then takes it.
// ANCHOR: cut_slots
Ok(slot.fetch_add(more, Ordering::Relaxed).wrapping_add(more))
// ANCHOR_END: cut_slots
// ANCHOR: cut_slots
let taken = self.get(index)?;
if taken < limit {
    self.put(index, taken + 1)?;
    return Ok(Some(limit - taken - 1));
}
Ok(None)
// ANCHOR_END: cut_slots
