// Tells those it watches, and not those who watch it.
// ANCHOR: cut_down
let watching = std::mem::take(&mut monitors.watching).into_iter();
let _ = reason;
watching.map(|(reference, target)| Action::TellDemonitored { target, reference }).collect()
// ANCHOR_END: cut_down
