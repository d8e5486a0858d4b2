// Gives the money back, whatever the warehouse does.
// ANCHOR: cut_ship
(State::Authorized, Event::Cast(Word::Shipped)) => Transition::next(State::Shipped),
(State::Authorized, Event::Cast(Word::OutOfStock)) => Transition::next(State::Refunding),
(State::Authorized, Event::Timeout(Timer::State)) if self.attempt < TRIES => {
    Transition::Repeat(vec![])
}
(State::Authorized, Event::Timeout(Timer::State)) => Transition::next(State::Refunding),
// ANCHOR_END: cut_ship
