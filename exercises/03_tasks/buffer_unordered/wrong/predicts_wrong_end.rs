// Takes a handle for an owner.
// ANCHOR: cut_predict
6;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
4;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"stops";
// ANCHOR_END: cut_predict
