// Hears of it only while a page is printed.
// ANCHOR: cut_gone
(State::Printing, Event::Info(Word::Gone)) => {
    Transition::Next(State::Offline, self.answer(Err(PrintError::Offline)))
}
// ANCHOR_END: cut_gone
