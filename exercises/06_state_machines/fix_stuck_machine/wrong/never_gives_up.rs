// Calls for ever.
// ANCHOR: cut_wake
vec![Action::Start(Timer::State, WAKING)]
// ANCHOR_END: cut_wake
// ANCHOR: cut_wake
(State::Waking, Event::Timeout(Timer::State)) => Transition::Repeat(vec![]),
// ANCHOR_END: cut_wake
