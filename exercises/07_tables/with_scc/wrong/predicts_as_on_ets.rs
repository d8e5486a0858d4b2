// Believes that a map is a table: a second insert replaces, a stranger is refused, rows go with their owner.
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"refused";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"0";
// ANCHOR_END: cut_predict
