// A state change cancels nothing.
// ANCHOR: cut_timeouts
let mut orders = self.timers.cancel(Timer::Event);
// ANCHOR_END: cut_timeouts
