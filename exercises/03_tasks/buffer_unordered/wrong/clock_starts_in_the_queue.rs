// Makes all jobs first, each with its limit: those in the queue are late before they begin.
// ANCHOR: cut_each_within
let jobs: Vec<_> = items.into_iter().map(|item| timeout(limit, work(item))).collect();
in_order(jobs, at_most, async |job| match job.await {
    Ok(result) => result.map_err(Failure::Failed),
    Err(_elapsed) => Err(Failure::Late),
})
.await
// ANCHOR_END: cut_each_within
