// Before the events that were inserted.
// ANCHOR: cut_zero
let next = self.timers.next_over().map(Event::Timeout).or(next);
// ANCHOR_END: cut_zero
