// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
