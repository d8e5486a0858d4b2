// Discards only while the monitor is there, when there is nothing to discard.
// ANCHOR: cut_demonitor
let Some(target) = monitors.watching.remove(&reference) else { return Vec::new() };
let mut actions = vec![Action::TellDemonitored { target, reference }];
if flush == Flush::Yes {
    actions.push(Action::Discard { reference });
}
actions
// ANCHOR_END: cut_demonitor
