// Lets late workers run on, and takes the next answer that comes, whoever sent it.
// ANCHOR: cut_late
let _ = (job.worker, job.mark, Duration::ZERO);
me.demonitor(job.monitor, Flush::Yes);
Failure::Late
// ANCHOR_END: cut_late
// ANCHOR: cut_late
let deadline = Instant::now() + limit;
let jobs: Vec<Job> = items.into_iter().map(|item| start(me, item, work.clone())).collect();
let mut results = Vec::new();
for job in jobs {
    let left = deadline.saturating_duration_since(Instant::now());
    let letter = me.receive_where_timeout(left, |letter| format!("{letter:?}").starts_with("Answer")).await;
    results.push(match letter {
        Some(letter) => outcome(me, &job, letter),
        None => Err(give_up::<T>(me, &job).await),
    });
}
results
// ANCHOR_END: cut_late
