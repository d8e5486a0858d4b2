//! Work that does not give way, and where to put it: on threads of its own.
//!
//! A library that compresses, hashes or parses for seconds has no `.await` in it. Nobody can make it yield, but it
//! can be sent away.
//!
//! Source: `tokio::task::spawn_blocking`. On the BEAM: dirty schedulers. Chapter: `beam_model`.

use crate::lab::{CALL, Job, Pool, REPORT, work};

// ANCHOR: off_the_worker
/// Runs `job` on a thread of tokio's blocking pool, and waits for it without keeping the worker busy.
///
/// Dropping the future does not stop the job: a thread cannot be stopped from outside.
///
/// # Errors
/// The words of its panic.
pub async fn off_the_worker<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    // ANCHOR: cut_pool
    tokio::task::spawn_blocking(job).await.map_err(|error| error.to_string())
    // ANCHOR_END: cut_pool => // TODO: `tokio::task::spawn_blocking` gives a handle; awaiting it gives a `Result`
    // ANCHOR_END: cut_pool => let _ = job;
    // ANCHOR_END: cut_pool => todo!("pool: on another thread")
}
// ANCHOR_END: off_the_worker

// ANCHOR: place
/// Does `job` where it harms nobody. Its work does not give way: it can run on the worker ([`work`]) or on the pool.
pub async fn place(job: Job, pool: &Pool) {
    // ANCHOR: cut_pool
    match job {
        Job::Call => work(CALL),
        Job::Report => pool.run(REPORT).await,
    }
    // ANCHOR_END: cut_pool => // TODO: a call is 10 ms of work (`CALL`), a report 60 s (`REPORT`); the pool has few threads
    // ANCHOR_END: cut_pool => let _ = (job, pool, CALL, REPORT, work);
    // ANCHOR_END: cut_pool => todo!("pool: which job goes where")
}
// ANCHOR_END: place
