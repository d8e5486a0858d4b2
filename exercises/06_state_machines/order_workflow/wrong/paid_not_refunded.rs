// Nothing to ship: nothing to do.
// ANCHOR: cut_ship
(State::Authorized, Event::Cast(Word::Shipped)) => Transition::next(State::Shipped),
(State::Authorized, Event::Cast(Word::OutOfStock)) => Transition::next(State::Cancelled),
(State::Authorized, Event::Timeout(Timer::State)) if self.attempt < TRIES => {
    Transition::Repeat(vec![])
}
(State::Authorized, Event::Timeout(Timer::State)) => Transition::next(State::Recalling),
// ANCHOR_END: cut_ship
