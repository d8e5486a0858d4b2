// Every timer has the same number.
// ANCHOR: cut_timeouts
let mut orders = self.timers.cancel(Timer::Event);
if changed {
    orders.extend(self.timers.cancel(Timer::State));
}
// ANCHOR_END: cut_timeouts
// ANCHOR: cut_timeouts
let mut orders = self.cancel(timer);
// ANCHOR_END: cut_timeouts
// ANCHOR: cut_timeouts
self.running.push((timer, self.last));
orders.push(Order::SetTimer(self.last, after));
orders
// ANCHOR_END: cut_timeouts
