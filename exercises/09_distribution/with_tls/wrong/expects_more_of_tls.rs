// Believes that a connection that stands has been checked from both ends, and that nothing of it can be seen.
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"different";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"no";
// ANCHOR_END: cut_predict
