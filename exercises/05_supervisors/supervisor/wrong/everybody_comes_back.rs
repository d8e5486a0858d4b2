// Restarts temporary children, too.
// ANCHOR: cut_restart_types
match restart {
    Restart::Permanent | Restart::Temporary => true,
    Restart::Transient => reason.is_abnormal(),
}
// ANCHOR_END: cut_restart_types
