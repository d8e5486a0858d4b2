// Takes trapping, or a missing link, for protection from `await`.
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
"lives";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies timeout";
// ANCHOR_END: cut_predict
