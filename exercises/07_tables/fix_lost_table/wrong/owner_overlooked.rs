// Believes that a restart brings the table back, and that whoever made it may write.
// ANCHOR: cut_predict
"10";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"nobody";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
