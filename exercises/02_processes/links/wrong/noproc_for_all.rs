// The dead answer everything.
// ANCHOR: cut_noproc
let _ = action;
Some(Event::ExitArrived { from: nobody, reason: ExitReason::NoProc })
// ANCHOR_END: cut_noproc
