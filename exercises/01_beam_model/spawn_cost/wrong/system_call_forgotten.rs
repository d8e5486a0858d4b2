// Starting a thread taken for a function call.
// ANCHOR: cut_predict
400;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
2 * 1024 * 1024;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
700;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
100;
// ANCHOR_END: cut_predict
