// Forgets the mails that rest.
// ANCHOR: cut_idle
if self.queue.is_empty() && self.on_its_way.is_none() {
    for waiter in self.waiters.drain(..) {
        waiter.reply(me, Reply::Idle);
    }
}
// ANCHOR_END: cut_idle
