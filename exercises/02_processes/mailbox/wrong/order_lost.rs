// Fills the gap with another message: fast, and the order is gone.
// ANCHOR: cut_take
let oldest = self.saved.iter().position(&mut matches)?;
self.saved.swap_remove_back(oldest)
// ANCHOR_END: cut_take
