// Waits for each job before it starts the next: processes, but no two at a time.
// ANCHOR: cut_side_by_side
let (worker, monitor) = me.spawn_monitor(move |worker| async move {
    let value = work(item).await;
    worker.send(parent, Answer { job: mark, value });
});
Job { worker, monitor, mark }
// ANCHOR_END: cut_side_by_side
// ANCHOR: cut_side_by_side
let mut results = Vec::new();
for item in items {
    let job = start(me, item, work.clone());
    let letter = me.receive_where(|letter| concerns::<T>(letter, &job)).await;
    results.push(outcome(me, &job, letter));
}
results
// ANCHOR_END: cut_side_by_side
