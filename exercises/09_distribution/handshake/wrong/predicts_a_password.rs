// Thinks of a password that is sent and checked.
// ANCHOR: cut_predict
"once";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a refusal";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"both";
// ANCHOR_END: cut_predict
