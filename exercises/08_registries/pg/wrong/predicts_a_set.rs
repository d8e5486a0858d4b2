// Thinks of a group as of a set.
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"not_joined";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
