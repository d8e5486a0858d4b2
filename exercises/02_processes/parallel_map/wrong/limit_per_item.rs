// Every job gets the whole limit again.
// ANCHOR: cut_late
me.exit(job.worker, ExitReason::Kill);
me.receive_if(|down: &Down| down.reference == job.monitor).await;
me.receive_if_timeout(Duration::ZERO, |answer: &Answer<T>| answer.job == job.mark).await;
Failure::Late
// ANCHOR_END: cut_late
// ANCHOR: cut_late
let _ = Instant::now;
let jobs: Vec<Job> = items.into_iter().map(|item| start(me, item, work.clone())).collect();
let mut results = Vec::new();
for job in jobs {
    let letter = me.receive_where_timeout(limit, |letter| concerns::<T>(letter, &job)).await;
    results.push(match letter {
        Some(letter) => outcome(me, &job, letter),
        None => Err(give_up::<T>(me, &job).await),
    });
}
results
// ANCHOR_END: cut_late
