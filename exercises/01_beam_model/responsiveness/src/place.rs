//! Work that does not give way, and where to put it: on threads of its own.
//!
//! A library that compresses, hashes or parses for seconds has no `.await` in it. Nobody can make it yield, but it
//! can be sent away.
//!
//! Source: `tokio::task::spawn_blocking`. On the BEAM: dirty schedulers. Chapter: `beam_model`.

use crate::lab::{CALL, Job, Pool, REPORT, work};

/// Runs `job` on a thread of tokio's blocking pool, and waits for it without keeping the worker busy.
///
/// Dropping the future does not stop the job: a thread cannot be stopped from outside.
///
/// # Errors
/// The words of its panic.
pub async fn off_the_worker<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    // TODO: `tokio::task::spawn_blocking` gives a handle; awaiting it gives a `Result`
    let _ = job;
    todo!("pool: on another thread")
}

/// Does `job` where it harms nobody. Its work does not give way: it can run on the worker ([`work`]) or on the pool.
pub async fn place(job: Job, pool: &Pool) {
    // TODO: a call is 10 ms of work (`CALL`), a report 60 s (`REPORT`); the pool has few threads
    let _ = (job, pool, CALL, REPORT, work);
    todo!("pool: which job goes where")
}
