// An async block around it does not take work anywhere else.
// ANCHOR: cut_pool
let answer = async move { job() }.await;
Ok(answer)
// ANCHOR_END: cut_pool
// ANCHOR: cut_pool
let _ = pool;
match job {
    Job::Call => work(CALL),
    Job::Report => async { work(REPORT) }.await,
}
// ANCHOR_END: cut_pool
