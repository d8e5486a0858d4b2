// Looks at the reason and not at the way the signal came.
// ANCHOR: cut_kill
if *reason == ExitReason::Kill {
    return Effect::Die(ExitReason::Killed);
}
// ANCHOR_END: cut_kill
