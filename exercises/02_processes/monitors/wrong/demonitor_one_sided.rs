// Forgets the monitor on its own side only.
// ANCHOR: cut_demonitor
monitors.watching.remove(&reference);
if flush == Flush::Yes { vec![Action::Discard { reference }] } else { Vec::new() }
// ANCHOR_END: cut_demonitor
