// Puts the newest message in front.
// ANCHOR: cut_spawn
match catch_unwind(AssertUnwindSafe(|| body.poll(cx))) {
    Ok(poll) => poll.map(Ending::reason),
    Err(panic) => Poll::Ready(crashed(&*panic)),
}
// ANCHOR_END: cut_spawn
// ANCHOR: cut_spawn
self.queue.push_front(envelope);
self.bell.take()
// ANCHOR_END: cut_spawn
