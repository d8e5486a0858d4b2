// Answers at once, and does nothing.
// ANCHOR: cut_cancel
(_, Event::Call(Ask::Cancel, from)) => Transition::reply(from, State::Cancelled),
// ANCHOR_END: cut_cancel
