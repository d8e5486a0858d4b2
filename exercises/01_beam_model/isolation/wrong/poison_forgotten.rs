// The thread of request 50 has died, so what?
// ANCHOR: cut_predict
951;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
