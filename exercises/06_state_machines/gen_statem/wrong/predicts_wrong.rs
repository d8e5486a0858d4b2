// The newest call first, every event harmless.
// ANCHOR: cut_predict
"eve";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"yes";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"yes";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"message";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"terminate";
// ANCHOR_END: cut_predict
