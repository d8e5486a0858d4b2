// Adds with a load and a store.
// ANCHOR: cut_slots
let sum = slot.load(Ordering::Relaxed).wrapping_add(more);
slot.store(sum, Ordering::Relaxed);
Ok(sum)
// ANCHOR_END: cut_slots
