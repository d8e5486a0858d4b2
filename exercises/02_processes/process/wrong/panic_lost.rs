// Catches the panic and makes a normal end of it.
// ANCHOR: cut_spawn
match catch_unwind(AssertUnwindSafe(|| body.poll(cx))) {
    Ok(poll) => poll.map(Ending::reason),
    Err(_) => {
        let _ = crashed;
        Poll::Ready(ExitReason::Normal)
    }
}
// ANCHOR_END: cut_spawn
