// Strikes the dead holder out, and its connection with it.
// ANCHOR: cut_crash
self.held.retain(|held| held.ticket != ticket);
Vec::new()
// ANCHOR_END: cut_crash
