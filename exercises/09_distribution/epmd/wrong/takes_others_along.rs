// Keeps what it should let go, and the other way round.
// ANCHOR: cut_gone
self.entries.retain(|_, held| held.by == by);
// ANCHOR_END: cut_gone
