// Believes that the threshold is compared first, and that half a list is kept.
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
4;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
0;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
2;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
0;
// ANCHOR_END: cut_predict
