// Gives up at the first silence.
// ANCHOR: cut_pay
State::Pending => me.send(payment, Request::Charge(self.attempt)),
// ANCHOR_END: cut_pay
// ANCHOR: cut_pay
(State::Pending, Event::Cast(Word::Paid)) => Transition::next(State::Authorized),
(State::Pending, Event::Cast(Word::Declined)) => Transition::next(State::Cancelled),
(State::Pending, Event::Timeout(Timer::State)) if self.attempt > TRIES => {
    Transition::Repeat(vec![])
}
(State::Pending, Event::Timeout(Timer::State)) => Transition::next(State::Refunding),
// ANCHOR_END: cut_pay
