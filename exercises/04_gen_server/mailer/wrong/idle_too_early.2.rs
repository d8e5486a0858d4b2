// Looks at the queue only.
// ANCHOR: cut_idle
if self.queue.is_empty() {
    for waiter in self.waiters.drain(..) {
        waiter.reply(me, Reply::Idle);
    }
}
// ANCHOR_END: cut_idle
