// Thinks of children that have names and an order.
// ANCHOR: cut_predict
"max_children";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"3";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"one";
// ANCHOR_END: cut_predict
