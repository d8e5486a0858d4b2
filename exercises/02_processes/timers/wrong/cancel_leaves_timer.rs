// Forgets the timer and leaves it in the queue.
// ANCHOR: cut_cancel
let deadline = self.deadlines.remove(&timer)?;
Some(deadline.saturating_sub(now))
// ANCHOR_END: cut_cancel
