// verdict: deadlocked
// Goes offline, and leaves whoever waits for the page.
// ANCHOR: cut_gone
(_, Event::Info(Word::Gone)) => Transition::next(State::Offline),
// ANCHOR_END: cut_gone
