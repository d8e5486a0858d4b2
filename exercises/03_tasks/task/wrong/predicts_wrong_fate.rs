// Believes that a task which nobody asks hurts nobody.
// ANCHOR: cut_predict
"dies boom";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
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
"dies timeout";
// ANCHOR_END: cut_predict
