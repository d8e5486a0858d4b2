// Ends with the device.
// ANCHOR: cut_gone
(_, Event::Info(Word::Gone)) => Transition::Stop("no device".into(), vec![]),
// ANCHOR_END: cut_gone
