// Gives back what `fetch_add` gives back.
// ANCHOR: cut_slots
Ok(slot.fetch_add(more, Ordering::Relaxed))
// ANCHOR_END: cut_slots
