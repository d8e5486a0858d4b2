// An event cancels nothing.
// ANCHOR: cut_timeouts
let mut orders = Vec::new();
if changed {
    orders.extend(self.timers.cancel(Timer::State));
}
// ANCHOR_END: cut_timeouts
