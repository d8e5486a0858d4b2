// Takes every reason but `normal` for a crash.
// ANCHOR: cut_restart_types
match restart {
    Restart::Permanent => true,
    Restart::Transient => *reason != ExitReason::Normal,
    Restart::Temporary => false,
}
// ANCHOR_END: cut_restart_types
