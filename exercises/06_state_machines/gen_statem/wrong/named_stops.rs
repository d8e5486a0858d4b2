// A state change cancels all there is.
// ANCHOR: cut_timeouts
let mut orders = self.timers.cancel(Timer::Event);
if changed {
    let all: Vec<Timer> = self.timers.all().collect();
    for timer in all {
        orders.extend(self.timers.cancel(timer));
    }
}
// ANCHOR_END: cut_timeouts
