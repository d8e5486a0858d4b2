// Takes the function for one that runs where it was written.
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"caller";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"caller";
// ANCHOR_END: cut_predict
