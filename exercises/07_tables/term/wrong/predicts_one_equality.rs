// Knows one kind of equality, and takes a float for a number with a point.
// ANCHOR: cut_predict
"true";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"true";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"true";
// ANCHOR_END: cut_predict
