// Every event ends the time in the state.
// ANCHOR: cut_timeouts
let mut orders = self.timers.cancel(Timer::Event);
orders.extend(self.timers.cancel(Timer::State));
// ANCHOR_END: cut_timeouts
