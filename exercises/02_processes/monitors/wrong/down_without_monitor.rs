// Delivers whatever arrives.
// ANCHOR: cut_down
let watchers = std::mem::take(&mut monitors.watchers).into_iter();
let downs = watchers.map(|(reference, to)| Action::SendDown { to, reference, reason: reason.clone() });
let watching = std::mem::take(&mut monitors.watching).into_iter();
let forgotten = watching.map(|(reference, target)| Action::TellDemonitored { target, reference });
downs.chain(forgotten).collect()
// ANCHOR_END: cut_down
// ANCHOR: cut_down
let target = monitors.watching.remove(&reference).unwrap_or_else(|| Target::Name("unknown".into(), None));
vec![Action::Deliver { reference, target, reason }]
// ANCHOR_END: cut_down
