// Remembers one watcher, the latest.
// ANCHOR: cut_monitor
monitors.watching.insert(reference, target.clone());
vec![Action::TellMonitored { target, reference }]
// ANCHOR_END: cut_monitor
// ANCHOR: cut_monitor
monitors.watchers.clear();
monitors.watchers.insert(reference, watcher);
Vec::new()
// ANCHOR_END: cut_monitor
