// Thinks of a function that calls `hd`.
// ANCHOR: cut_predict
"raises";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"raises";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"yes yes";
// ANCHOR_END: cut_predict
