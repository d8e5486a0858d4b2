// Leaves the timer where it can be found by its id.
// ANCHOR: cut_step
let _ = Self::forget;
let mut due = Vec::new();
while let Some(first) = self.queue.first_entry() {
    if first.key().0 > now {
        break;
    }
    let fired = first.remove();
    due.push(fired);
}
due
// ANCHOR_END: cut_step
