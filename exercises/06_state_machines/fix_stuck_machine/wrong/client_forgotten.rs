// Goes on, and tells nobody.
// ANCHOR: cut_print
vec![Action::Start(Timer::State, PRINTING)]
// ANCHOR_END: cut_print
// ANCHOR: cut_print
(State::Printing, Event::Timeout(Timer::State)) => Transition::next(State::Waking),
// ANCHOR_END: cut_print
