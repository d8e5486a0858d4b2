// Waits for the tasks one by one: the crash of the second is heard after the first.
// ANCHOR: cut_many
let _ = &mut values;
let deadline = Instant::now() + limit;
let mut results = Vec::new();
for task in tasks {
    results.push(task.wait(me, deadline.saturating_duration_since(Instant::now())).await);
}
results
// ANCHOR_END: cut_many
