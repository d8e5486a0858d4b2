// Searches from the wrong end.
// ANCHOR: cut_take
let newest = self.saved.iter().rposition(|message| matches(message))?;
self.saved.remove(newest)
// ANCHOR_END: cut_take
