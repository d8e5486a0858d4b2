// Leaves it to the time-outs.
// ANCHOR: cut_gone
(_, Event::Info(Word::Gone)) => Transition::keep(),
// ANCHOR_END: cut_gone
