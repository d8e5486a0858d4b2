//! The map itself: start all jobs, then collect one result for each, in the order of the items.
//!
//! SHORTCUT: one process for each item, however many there are. `Task.async_stream` starts only so many at once.
//! Source: Armstrong, "Programming Erlang", `pmap`. Chapter: `processes`.

use std::future::Future;
use std::time::Duration;

use process::{Context, Message};
use tokio::time::Instant;

use crate::job::{Failure, Job, concerns, give_up, outcome, start};

/// Works on all items side by side, each in a process of its own. Results stand in the order of the items.
///
/// A worker that crashes is told as [`Failure::Crashed`] and takes nobody along.
pub async fn map<I, T, W, Fut>(me: &mut Context, items: Vec<I>, work: W) -> Vec<Result<T, Failure>>
where
    I: Send + 'static,
    T: Message,
    W: Fn(I) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    // TODO side_by_side: `start` a job for each item; then `me.receive_where(…)` a letter that
    // `concerns::<T>` it, and push the `outcome`. When must the last job have been started?
    let _ = (me, items, work, start::<I, T, W, Fut>, concerns::<T>, outcome::<T>);
    let _no_jobs: Vec<Job> = Vec::new();
    todo!("side_by_side: one process for each item, then one result for each job")
}

/// The same, for `limit` at most, counted for the whole map. Who is not ready then is stopped: [`Failure::Late`].
pub async fn map_within<I, T, W, Fut>(
    me: &mut Context,
    items: Vec<I>,
    limit: Duration,
    work: W,
) -> Vec<Result<T, Failure>>
where
    I: Send + 'static,
    T: Message,
    W: Fn(I) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    // TODO late: like `map`, with `me.receive_where_timeout(how long, …)`; `give_up` when nothing came
    let _ = (me, items, limit, work, Instant::now, give_up::<T>);
    todo!("late: a limit for the whole map")
}
