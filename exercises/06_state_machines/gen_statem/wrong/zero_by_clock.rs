// Leaves zero to the clock: its ring comes behind the messages.
// ANCHOR: cut_zero
let next = next.or_else(|| self.timers.next_over().map(Event::Timeout));
// ANCHOR_END: cut_zero
// ANCHOR: cut_zero

// ANCHOR_END: cut_zero
