// Promises the changes, and does not say what they change.
// ANCHOR: cut_monitor
self.watchers.insert(reference, (watcher, of));
vec![Action::Reply(Reply::Snapshot(reference, Vec::new()))]
// ANCHOR_END: cut_monitor
