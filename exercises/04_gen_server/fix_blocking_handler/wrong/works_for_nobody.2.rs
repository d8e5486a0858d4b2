// Knows of deadlines, and not of the dead.
// ANCHOR: cut_gone
if !job.wanted_until.has_passed() {
    self.start(job, me);
}
// ANCHOR_END: cut_gone
