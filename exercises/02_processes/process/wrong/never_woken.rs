// Puts the message down and rings no bell.
// verdict: deadlocked
// ANCHOR: cut_spawn
match catch_unwind(AssertUnwindSafe(|| body.poll(cx))) {
    Ok(poll) => poll.map(Ending::reason),
    Err(panic) => Poll::Ready(crashed(&*panic)),
}
// ANCHOR_END: cut_spawn
// ANCHOR: cut_spawn
self.queue.push_back(envelope);
None
// ANCHOR_END: cut_spawn
