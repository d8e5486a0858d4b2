// Thinks that a crash in one process ends the program.
// ANCHOR: cut_predict
951;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
951;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
951;
// ANCHOR_END: cut_predict
