// Thinks that take(1) stops the stages before it, whatever they are.
// ANCHOR: cut_predict
"r1 l1 r2 l2";
// ANCHOR_END: cut_predict
