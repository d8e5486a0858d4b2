// Whoever returns has ended normally.
// ANCHOR: cut_spawn
match catch_unwind(AssertUnwindSafe(|| body.poll(cx))) {
    Ok(poll) => poll.map(|_| ExitReason::Normal),
    Err(panic) => Poll::Ready(crashed(&*panic)),
}
// ANCHOR_END: cut_spawn
