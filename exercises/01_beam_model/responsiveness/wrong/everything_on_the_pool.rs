// Safe for the worker, and the calls now wait behind the reports.
// ANCHOR: cut_pool
tokio::task::spawn_blocking(job).await.map_err(|error| error.to_string())
// ANCHOR_END: cut_pool
// ANCHOR: cut_pool
let _ = work;
pool.run(match job {
    Job::Call => CALL,
    Job::Report => REPORT,
})
.await;
// ANCHOR_END: cut_pool
