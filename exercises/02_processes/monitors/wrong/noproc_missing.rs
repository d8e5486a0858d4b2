// The dead say nothing at all.
// ANCHOR: cut_noproc
let _ = (action, ExitReason::NoProc);
None
// ANCHOR_END: cut_noproc
