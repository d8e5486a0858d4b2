// One of the two has to leave, and one is enough.
// ANCHOR: cut_predict
"a c";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a d";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"both";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
2;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
