// Has a limit, and does not count.
// ANCHOR: cut_retry
if job.attempt < ATTEMPTS {
    self.pausing += 1;
    me.send_after(PAUSE, me.pid(), Again(job));
} else {
    self.failed.push(Failure { mail: job.mail, reason: down.reason });
}
// ANCHOR_END: cut_retry
