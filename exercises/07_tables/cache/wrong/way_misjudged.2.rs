// Believes that whatever is loaded last is kept.
// ANCHOR: cut_predict
"value";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"old";
// ANCHOR_END: cut_predict
