// Undoing has as many tries as doing.
// ANCHOR: cut_compensate
State::Recalling => me.send(warehouse, Request::Recall(self.attempt)),
State::Refunding => me.send(payment, Request::Refund(self.attempt)),
// ANCHOR_END: cut_compensate
// ANCHOR: cut_compensate
(State::Recalling, Event::Cast(Word::Shipped)) => Transition::next(State::Shipped),
(State::Recalling, Event::Cast(Word::Released | Word::OutOfStock)) => {
    Transition::next(State::Refunding)
}
(State::Refunding, Event::Cast(Word::Refunded)) => Transition::next(State::Cancelled),
(State::Recalling | State::Refunding, Event::Timeout(Timer::State)) if self.attempt < TRIES => {
    Transition::Repeat(vec![])
}
(State::Recalling | State::Refunding, Event::Timeout(Timer::State)) => Transition::next(State::Cancelled),
// ANCHOR_END: cut_compensate
