// Takes both lists for lists, as they are printed.
// ANCHOR: cut_predict
"13 and 16";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"waits";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"the same";
// ANCHOR_END: cut_predict
