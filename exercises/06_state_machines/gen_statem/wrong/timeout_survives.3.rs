// Sets a time-out beside the old one.
// ANCHOR: cut_timeouts
let mut orders = self.timers.cancel(Timer::Event);
if changed {
    orders.extend(self.timers.cancel(Timer::State));
}
// ANCHOR_END: cut_timeouts
// ANCHOR: cut_timeouts
let mut orders = Vec::new();
// ANCHOR_END: cut_timeouts
