// Takes a server that would wait for ever for one that nothing can happen to.
// ANCHOR: cut_predict
"yes";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"ends";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"alive";
// ANCHOR_END: cut_predict
