// Believes that every read asks the owner.
// ANCHOR: cut_predict
"timeout";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"5";
// ANCHOR_END: cut_predict
