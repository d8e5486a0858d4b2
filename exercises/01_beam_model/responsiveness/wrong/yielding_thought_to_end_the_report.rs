// Thinks that after giving way the calls have to wait for the rest of the report all the same.
// ANCHOR: cut_predict
10;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
60_000;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
60_000;
// ANCHOR_END: cut_predict
