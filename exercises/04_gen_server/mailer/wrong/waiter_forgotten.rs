// Room for one who waits.
// ANCHOR: cut_idle
if self.queue.is_empty() && self.on_its_way.is_none() && self.pausing == 0 {
    for waiter in self.waiters.drain(..) {
        waiter.reply(me, Reply::Idle);
    }
}
// ANCHOR_END: cut_idle
// ANCHOR: cut_idle
self.waiters = vec![from];
Answer::NoReply(Next::Continue(SendNext))
// ANCHOR_END: cut_idle
