//! The laboratory: one worker with a virtual clock, a pool of threads beside it, and a day of jobs. (Given.)
//!
//! SHORTCUT: the pool does not run on real threads here; it holds one of its places for as long as the work takes.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, sleep_until};

/// What a call needs.
pub const CALL: Duration = Duration::from_millis(10);
/// What one row of the report needs.
pub const ROW: Duration = Duration::from_millis(1);
/// What the whole report needs.
pub const REPORT: Duration = Duration::from_secs(60);

// ANCHOR: work
/// Keeps the worker busy for `time`: nothing else runs on it, and the clock moves on.
pub fn work(time: Duration) {
    // Its first poll moves the clock; the turn for others that it would take then is not ours to take.
    let _ = pin!(tokio::time::advance(time)).poll(&mut Context::from_waker(Waker::noop()));
}
// ANCHOR_END: work

/// Threads for work that would keep the worker busy: the model of `tokio::task::spawn_blocking`.
#[derive(Clone)]
pub struct Pool(Arc<Semaphore>);

impl Pool {
    /// A pool of so many threads. (tokio's has up to 512.)
    #[must_use]
    pub fn with_threads(n: usize) -> Self {
        Self(Arc::new(Semaphore::new(n)))
    }

    /// Does `time` of work on a thread of the pool. The worker is free meanwhile; where all threads are busy, the
    /// work waits in line.
    pub async fn run(&self, time: Duration) {
        let _thread = self.0.acquire().await;
        sleep(time).await;
    }
}

/// A job of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// A call of the API: 10 ms of work.
    Call,
    /// A report: 60 s of work.
    Report,
}

/// A job that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// What it was.
    pub job: Job,
    /// When it was done, since the start of the day.
    pub at: Duration,
    /// From the moment it was due until it was done.
    pub latency: Duration,
}

/// A call is due every 97 ms: about ten a second, and never in step with turns of 10 ms.
const EVERY: Duration = Duration::from_millis(97);

/// Runs a day: `calls` calls, and `reports` reports that are due after one second. Each job is a task.
pub async fn day<Work>(calls: u32, reports: u32, run: impl Fn(Job) -> Work) -> Vec<Done>
where
    Work: Future<Output = ()> + Send + 'static,
{
    let start = Instant::now();
    let reports = (0..reports).map(|_| (Duration::from_secs(1), Job::Report));
    let calls = (0..calls).map(|n| (EVERY * n, Job::Call));
    let tasks: Vec<_> = reports
        .chain(calls)
        .map(|(due, job)| {
            let work = run(job);
            tokio::spawn(async move {
                sleep_until(start + due).await;
                work.await;
                Done { job, at: start.elapsed(), latency: start.elapsed() - due }
            })
        })
        .collect();
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.expect("a job of the laboratory does not panic"));
    }
    done
}
