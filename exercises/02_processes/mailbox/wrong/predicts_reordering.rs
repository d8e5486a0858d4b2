// Puts the letter that was passed by at the end.
// ANCHOR: cut_predict
"a3 b4 a1";
// ANCHOR_END: cut_predict
