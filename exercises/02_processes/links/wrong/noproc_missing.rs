// The dead say nothing at all.
// ANCHOR: cut_noproc
let _ = (nobody, action);
None
// ANCHOR_END: cut_noproc
