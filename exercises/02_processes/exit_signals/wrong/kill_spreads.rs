// The killed process dies of `kill`, and so its links would hear `kill`.
// ANCHOR: cut_kill
if via == Via::Exit && *reason == ExitReason::Kill {
    return Effect::Die(ExitReason::Kill);
}
// ANCHOR_END: cut_kill
