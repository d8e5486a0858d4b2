// Takes any word of the warehouse for "stopped".
// ANCHOR: cut_compensate
State::Recalling => me.send(warehouse, Request::Recall(self.attempt)),
State::Refunding => me.send(payment, Request::Refund(self.attempt)),
// ANCHOR_END: cut_compensate
// ANCHOR: cut_compensate
(State::Recalling, Event::Cast(Word::Released | Word::OutOfStock | Word::Shipped)) => {
    Transition::next(State::Refunding)
}
(State::Refunding, Event::Cast(Word::Refunded)) => Transition::next(State::Cancelled),
(State::Recalling | State::Refunding, Event::Timeout(Timer::State)) => Transition::Repeat(vec![]),
// ANCHOR_END: cut_compensate
