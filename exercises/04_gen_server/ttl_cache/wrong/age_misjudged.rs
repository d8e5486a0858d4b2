// Thinks that a read keeps an entry alive.
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"alive";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
