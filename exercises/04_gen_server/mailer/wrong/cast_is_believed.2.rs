// Expects a queue to outlive its process.
// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"noproc";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
