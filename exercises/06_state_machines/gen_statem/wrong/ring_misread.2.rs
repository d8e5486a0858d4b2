// Knows the number, and lets the time-out run on.
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
self.last += 1;
self.running.push((timer, self.last));
orders.push(Order::SetTimer(self.last, after));
orders
// ANCHOR_END: cut_timeouts
// ANCHOR: cut_timeouts
let Some(at) = self.running.iter().position(|(running, _)| *running == timer) else {
    return Vec::new();
};
vec![Order::CancelTimer(self.running.remove(at).1)]
// ANCHOR_END: cut_timeouts
// ANCHOR: cut_timeouts
self.running.iter().find(|(_, running)| *running == number).map(|(timer, _)| *timer)
// ANCHOR_END: cut_timeouts
