// Takes "normal is ignored" for a rule that holds for everybody.
// ANCHOR: cut_trap
if trap_exit == TrapExit::Yes && *reason != ExitReason::Normal {
    return Effect::Deliver;
}
// ANCHOR_END: cut_trap
