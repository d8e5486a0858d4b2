// Polls the code, and lets a panic go where it likes.
// ANCHOR: cut_spawn
let _ = (crashed, catch_unwind::<fn(), ()>, AssertUnwindSafe(()));
body.poll(cx).map(Ending::reason)
// ANCHOR_END: cut_spawn
