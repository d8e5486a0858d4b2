// Waits for silence, and the clients break it.
// ANCHOR: cut_wake
vec![Action::Start(Timer::Event, WAKING)]
// ANCHOR_END: cut_wake
// ANCHOR: cut_wake
(State::Waking, Event::Timeout(Timer::Event)) if self.attempt < TRIES => {
    Transition::Repeat(vec![])
}
(State::Waking, Event::Timeout(Timer::Event)) => Transition::next(State::Offline),
// ANCHOR_END: cut_wake
