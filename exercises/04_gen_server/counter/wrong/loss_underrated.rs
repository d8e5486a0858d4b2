// Thinks that a race costs a few increments at most.
// ANCHOR: cut_predict
1990;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1000;
// ANCHOR_END: cut_predict
