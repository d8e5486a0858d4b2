// Believes that kill reaches a trapping process over a link, too.
// ANCHOR: cut_predict
"nothing";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies boom";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gets a message";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies killed";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"dies killed";
// ANCHOR_END: cut_predict
