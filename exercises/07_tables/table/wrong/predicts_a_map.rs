// Thinks of a map that belongs to the program.
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
