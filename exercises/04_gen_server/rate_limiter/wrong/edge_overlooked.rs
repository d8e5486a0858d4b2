// Thinks that a limit of a hundred per minute means a hundred in any minute.
// ANCHOR: cut_predict
100;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
100;
// ANCHOR_END: cut_predict
