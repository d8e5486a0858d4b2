// Stops watching and looks away: the worker goes on.
// ANCHOR: cut_late
let _ = (job.worker, job.mark, Duration::ZERO);
me.demonitor(job.monitor, Flush::Yes);
Failure::Late
// ANCHOR_END: cut_late
