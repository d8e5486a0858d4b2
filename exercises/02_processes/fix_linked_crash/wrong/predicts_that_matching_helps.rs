// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
