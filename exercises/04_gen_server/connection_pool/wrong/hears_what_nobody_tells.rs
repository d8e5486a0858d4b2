// Takes a timeout for something that the pool hears of.
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
