// Waits for the moment after the deadline.
// ANCHOR: cut_step
let mut due = Vec::new();
while let Some(first) = self.queue.first_entry() {
    if first.key().0 >= now {
        break;
    }
    let (timer, fired) = (first.key().1, first.remove());
    self.forget(timer, &fired.to);
    due.push(fired);
}
due
// ANCHOR_END: cut_step
