// One timer a step.
// ANCHOR: cut_step
let Some(first) = self.queue.first_entry() else { return Vec::new() };
if first.key().0 > now {
    return Vec::new();
}
let fired = first.remove();
self.forget(fired.timer, &fired.to);
vec![fired]
// ANCHOR_END: cut_step
