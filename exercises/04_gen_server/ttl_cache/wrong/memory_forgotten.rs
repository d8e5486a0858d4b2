// Thinks that what has expired takes up no memory, apart from the last one.
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
