// The larger side is the real one, and the other knows that.
// ANCHOR: cut_predict
"a c";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"nobody";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"d";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
3;
// ANCHOR_END: cut_predict
