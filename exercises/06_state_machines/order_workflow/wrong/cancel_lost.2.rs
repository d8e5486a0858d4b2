// Takes up the wish, and forgets the customer.
// ANCHOR: cut_cancel
(State::Shipped | State::Cancelled, Event::Call(Ask::Cancel, from)) => Transition::reply(from, state),
(State::Authorized, Event::Call(Ask::Cancel, _)) => Transition::next(State::Recalling),
(_, Event::Call(Ask::Cancel, _)) => Transition::postpone(),
// ANCHOR_END: cut_cancel
