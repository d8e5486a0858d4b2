// Takes the waiting time for the moment.
// ANCHOR: cut_start
let _ = now;
let deadline = after;
self.by_process.entry(to.clone()).or_default().insert(timer);
self.deadlines.insert(timer, deadline);
self.queue.insert((deadline, timer), Due { timer, to, message });
timer
// ANCHOR_END: cut_start
