// Wakes the owner and leaves nothing in the queue.
// ANCHOR: cut_spawn
match catch_unwind(AssertUnwindSafe(|| body.poll(cx))) {
    Ok(poll) => poll.map(Ending::reason),
    Err(panic) => Poll::Ready(crashed(&*panic)),
}
// ANCHOR_END: cut_spawn
// ANCHOR: cut_spawn
drop(envelope);
self.bell.take()
// ANCHOR_END: cut_spawn
