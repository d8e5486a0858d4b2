// No answer is taken for no.
// ANCHOR: cut_predict
"cancelled";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"cancelled";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"cancelled";
// ANCHOR_END: cut_predict
