// Takes jobs in a buffer for jobs that run.
// ANCHOR: cut_predict
6;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
4;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"runs on";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"stops";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"go on";
// ANCHOR_END: cut_predict
