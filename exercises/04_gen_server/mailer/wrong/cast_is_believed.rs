// Takes the silence of a cast for good news of nobody.
// ANCHOR: cut_predict
"noproc";
// ANCHOR_END: cut_predict
