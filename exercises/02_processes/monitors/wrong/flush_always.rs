// Cleans the mailbox, asked or not.
// ANCHOR: cut_demonitor
let _ = flush;
let target = monitors.watching.remove(&reference);
let told = target.map(|target| Action::TellDemonitored { target, reference });
told.into_iter().chain([Action::Discard { reference }]).collect()
// ANCHOR_END: cut_demonitor
