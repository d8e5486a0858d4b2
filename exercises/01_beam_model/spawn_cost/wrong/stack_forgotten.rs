// A thread taken for an entry in a table of the system.
// ANCHOR: cut_predict
400;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
2_000;
// ANCHOR_END: cut_predict
