// Takes a call for a cast that comes back.
// ANCHOR: cut_predict
"0";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1000";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"1000";
// ANCHOR_END: cut_predict
