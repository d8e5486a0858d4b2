// Kills the worker and forgets that its end is told.
// ANCHOR: cut_late
let _ = (job.mark, Duration::ZERO);
me.exit(job.worker, ExitReason::Kill);
Failure::Late
// ANCHOR_END: cut_late
