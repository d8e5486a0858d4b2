// Says when it would have fired.
// ANCHOR: cut_cancel
let _ = now;
let deadline = *self.deadlines.get(&timer)?;
let due = self.queue.remove(&(deadline, timer))?;
self.forget(timer, &due.to);
Some(deadline)
// ANCHOR_END: cut_cancel
