// Trusts the single operations: each of them is safe.
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
