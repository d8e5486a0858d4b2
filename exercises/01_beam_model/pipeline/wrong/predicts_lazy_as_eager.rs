// Takes the adapters for list functions: everything is read, then everything is looked at.
// ANCHOR: cut_predict
"r1 r2 r3 l1 l2 l3";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"r1 r2 r3 l1 l2";
// ANCHOR_END: cut_predict
