// Takes a waiter out of the line; one that was given a connection meanwhile keeps it.
// ANCHOR: cut_gone
self.waiting.retain(|(waits, _)| *waits != ticket);
// ANCHOR_END: cut_gone
// ANCHOR: cut_gone
let before = self.waiting.len();
self.waiting.retain(|(waits, _)| *waits != ticket);
if self.waiting.len() < before { vec![Action::Demonitor { ticket }] } else { Vec::new() }
// ANCHOR_END: cut_gone
