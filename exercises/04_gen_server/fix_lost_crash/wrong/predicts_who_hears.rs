// Believes that a crash is heard by whoever started the process.
// ANCHOR: cut_predict
"idle";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"idle";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"ok";
// ANCHOR_END: cut_predict
