// Every type compares keys in the same way.
// ANCHOR: cut_types
one.cmp(other)
// ANCHOR_END: cut_types
