// Counts everybody who is there.
// ANCHOR: cut_majority
island.len() * 2 > members.len()
// ANCHOR_END: cut_majority
