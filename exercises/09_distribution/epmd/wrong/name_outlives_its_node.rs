// Waits for somebody who says that the name is free.
// ANCHOR: cut_gone
let _ = self.entries.values().filter(|held| held.by == by).count();
// ANCHOR_END: cut_gone
