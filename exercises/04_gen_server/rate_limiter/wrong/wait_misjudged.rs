// Counts the wait from the refused hit on.
// ANCHOR: cut_predict
200;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
100;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
60_000;
// ANCHOR_END: cut_predict
