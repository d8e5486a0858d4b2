// One attempt, and that was it.
// ANCHOR: cut_retry
let _ = (me, ATTEMPTS, PAUSE, Again);
self.failed.push(Failure { mail: job.mail, reason: down.reason });
// ANCHOR_END: cut_retry
