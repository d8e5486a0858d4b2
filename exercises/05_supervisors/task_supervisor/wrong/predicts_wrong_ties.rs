// Believes that a task ends when its owner does, linked or not.
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies stop";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies stop";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies shutdown";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
