// Asks whether the receiver traps before it looks at the signal.
// ANCHOR: cut_kill
// ANCHOR_END: cut_kill
// ANCHOR: cut_trap
if trap_exit == TrapExit::Yes {
    return Effect::Deliver;
}
if via == Via::Exit && *reason == ExitReason::Kill {
    return Effect::Die(ExitReason::Killed);
}
// ANCHOR_END: cut_trap
