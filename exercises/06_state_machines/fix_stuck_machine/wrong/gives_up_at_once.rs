// One time-out, and it is over.
// ANCHOR: cut_wake
vec![Action::Start(Timer::State, WAKING)]
// ANCHOR_END: cut_wake
// ANCHOR: cut_wake
(State::Waking, Event::Timeout(Timer::State)) => Transition::next(State::Offline),
// ANCHOR_END: cut_wake
