// Restarts those that were started before the crashed child, instead of those after it.
// ANCHOR: cut_rest_for_one
let _ = children;
0..at + 1
// ANCHOR_END: cut_rest_for_one
