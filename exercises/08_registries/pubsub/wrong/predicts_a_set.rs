// Thinks of the subscribers as of a set.
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
