// Takes a monitor for a weak link.
// ANCHOR: cut_predict
"dies boom";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies boom";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies boom";
// ANCHOR_END: cut_predict
