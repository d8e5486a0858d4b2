// All at once.
// ANCHOR: cut_limit
self.start_some(me);
// ANCHOR_END: cut_limit
// ANCHOR: cut_limit
let _ = AT_ONCE;
while let Some(job) = self.queue.pop_front() {
// ANCHOR_END: cut_limit
