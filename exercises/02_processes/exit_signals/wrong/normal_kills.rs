// No exception for a normal end.
// ANCHOR: cut_normal
// ANCHOR_END: cut_normal
