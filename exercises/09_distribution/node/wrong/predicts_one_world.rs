// Takes `nodedown` for the end of the node.
// ANCHOR: cut_predict
"at once";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"noproc";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"no";
// ANCHOR_END: cut_predict
