// Ignores `normal` whoever sent it.
// ANCHOR: cut_normal
if *reason == ExitReason::Normal {
    return Effect::Ignore;
}
// ANCHOR_END: cut_normal
