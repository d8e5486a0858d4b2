// Looks for them in the mailbox.
// ANCHOR: cut_predict
"3";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"0";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"event";
// ANCHOR_END: cut_predict
