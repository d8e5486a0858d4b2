// Right for 2, and for nothing else.
// ANCHOR: cut_first
n + 2
// ANCHOR_END: cut_first
