// Thinks of one list that all nodes share.
// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"there";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
