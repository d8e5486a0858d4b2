// Enough names are enough.
// ANCHOR: cut_majority
2 * names.len() > self.members.len()
// ANCHOR_END: cut_majority
