// Tells its watchers, and lets those it watched remember it for ever.
// ANCHOR: cut_down
let watchers = std::mem::take(&mut monitors.watchers).into_iter();
watchers.map(|(reference, to)| Action::SendDown { to, reference, reason: reason.clone() }).collect()
// ANCHOR_END: cut_down
