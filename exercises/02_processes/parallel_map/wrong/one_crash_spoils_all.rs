// The first failure ends the collecting: the other results are lost.
// ANCHOR: cut_side_by_side
let (worker, monitor) = me.spawn_monitor(move |worker| async move {
    let value = work(item).await;
    worker.send(parent, Answer { job: mark, value });
});
Job { worker, monitor, mark }
// ANCHOR_END: cut_side_by_side
// ANCHOR: cut_side_by_side
let jobs: Vec<Job> = items.into_iter().map(|item| start(me, item, work.clone())).collect();
let mut results = Vec::new();
for job in jobs {
    let letter = me.receive_where(|letter| concerns::<T>(letter, &job)).await;
    let result = outcome(me, &job, letter);
    if result.is_err() {
        return vec![result];
    }
    results.push(result);
}
results
// ANCHOR_END: cut_side_by_side
