// Starts whatever stands in the line.
// ANCHOR: cut_gone
let _ = (Deadline::has_passed, job.wanted_until);
self.start(job, me);
// ANCHOR_END: cut_gone
