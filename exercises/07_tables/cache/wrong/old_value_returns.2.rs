// Knows of deletes, and not of puts.
// ANCHOR: cut_outdated
let is_current = self.current.get(&key) == Some(&load);
// ANCHOR_END: cut_outdated
// ANCHOR: cut_outdated
// ANCHOR_END: cut_outdated
