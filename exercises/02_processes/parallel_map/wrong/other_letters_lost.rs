// Takes every letter and drops what is not for it.
// ANCHOR: cut_side_by_side
let (worker, monitor) = me.spawn_monitor(move |worker| async move {
    let value = work(item).await;
    worker.send(parent, Answer { job: mark, value });
});
Job { worker, monitor, mark }
// ANCHOR_END: cut_side_by_side
// ANCHOR: cut_side_by_side
let jobs: Vec<Job> = items.into_iter().map(|item| start(me, item, work.clone())).collect();
let mut waiting: Vec<Option<Result<T, Failure>>> = jobs.iter().map(|_| None).collect();
while waiting.iter().any(Option::is_none) {
    let letter = me.next().await;
    let job = (0..jobs.len()).find(|at| waiting[*at].is_none() && concerns::<T>(&letter, &jobs[*at]));
    if let Some(at) = job {
        waiting[at] = Some(outcome(me, &jobs[at], letter));
    }
}
waiting.into_iter().flatten().collect()
// ANCHOR_END: cut_side_by_side
