// As if caller and function ran in one program: they end together, and what failed has not happened.
// ANCHOR: cut_predict
"it ends";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"timeout";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
