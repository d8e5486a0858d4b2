// verdict: deadlocked
// Even offline, a call waits for better times.
// ANCHOR: cut_offline
(State::Offline, Event::Call(..)) => Transition::postpone(),
// ANCHOR_END: cut_offline
