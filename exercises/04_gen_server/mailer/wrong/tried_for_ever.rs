// Never gives up.
// ANCHOR: cut_retry
let _ = (ATTEMPTS, &self.failed);
self.pausing += 1;
let again = Job { attempt: job.attempt + 1, ..job };
me.send_after(PAUSE, me.pid(), Again(again));
// ANCHOR_END: cut_retry
