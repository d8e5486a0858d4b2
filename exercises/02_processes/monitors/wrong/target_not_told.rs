// Remembers whom it watches and tells nobody.
// ANCHOR: cut_monitor
monitors.watching.insert(reference, target);
Vec::new()
// ANCHOR_END: cut_monitor
