// Thinks of a directory through which everybody goes.
// ANCHOR: cut_predict
"at once";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"different";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"down";
// ANCHOR_END: cut_predict
