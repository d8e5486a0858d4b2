// Thinks that the loop goes on with the next request.
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
