// Fires whatever is next, due or not.
// ANCHOR: cut_step
let _ = now;
let mut due = Vec::new();
while let Some(first) = self.queue.first_entry() {
    let (timer, fired) = (first.key().1, first.remove());
    self.forget(timer, &fired.to);
    due.push(fired);
}
due
// ANCHOR_END: cut_step
