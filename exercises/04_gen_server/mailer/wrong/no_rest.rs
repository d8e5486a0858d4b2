// Tries again at once, before all others.
// ANCHOR: cut_retry
let _ = (me, PAUSE, Again);
if job.attempt < ATTEMPTS {
    self.queue.push_front(Job { attempt: job.attempt + 1, ..job });
} else {
    self.failed.push(Failure { mail: job.mail, reason: down.reason });
}
// ANCHOR_END: cut_retry
