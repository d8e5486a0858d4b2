// Compares tuples as Rust does, and lists as tuples.
// ANCHOR: cut_predict
"true";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"false";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"false";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"false";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"true";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"true";
// ANCHOR_END: cut_predict
