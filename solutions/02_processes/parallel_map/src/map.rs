//! The map itself: start all jobs, then collect one result for each, in the order of the items.
//!
//! SHORTCUT: one process for each item, however many there are. `Task.async_stream` starts only so many at once.
//! Source: Armstrong, "Programming Erlang", `pmap`. Chapter: `processes`.

use std::future::Future;
use std::time::Duration;

use process::{Context, Message};
use tokio::time::Instant;

use crate::job::{Failure, Job, concerns, give_up, outcome, start};

// ANCHOR: map
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
    // ANCHOR: cut_side_by_side
    let jobs: Vec<Job> = items.into_iter().map(|item| start(me, item, work.clone())).collect();
    let mut results = Vec::new();
    for job in jobs {
        let letter = me.receive_where(|letter| concerns::<T>(letter, &job)).await;
        results.push(outcome(me, &job, letter));
    }
    results
    // ANCHOR_END: cut_side_by_side => // TODO side_by_side: `start` a job for each item; then `me.receive_where(…)` a letter that
    // ANCHOR_END: cut_side_by_side => // `concerns::<T>` it, and push the `outcome`. When must the last job have been started?
    // ANCHOR_END: cut_side_by_side => let _ = (me, items, work, start::<I, T, W, Fut>, concerns::<T>, outcome::<T>);
    // ANCHOR_END: cut_side_by_side => let _no_jobs: Vec<Job> = Vec::new();
    // ANCHOR_END: cut_side_by_side => todo!("side_by_side: one process for each item, then one result for each job")
}
// ANCHOR_END: map

// ANCHOR: map_within
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
    // ANCHOR: cut_late
    let deadline = Instant::now() + limit;
    let jobs: Vec<Job> = items.into_iter().map(|item| start(me, item, work.clone())).collect();
    let mut results = Vec::new();
    for job in jobs {
        let left = deadline.saturating_duration_since(Instant::now());
        let letter = me.receive_where_timeout(left, |letter| concerns::<T>(letter, &job)).await;
        results.push(match letter {
            Some(letter) => outcome(me, &job, letter),
            None => Err(give_up::<T>(me, &job).await),
        });
    }
    results
    // ANCHOR_END: cut_late => // TODO late: like `map`, with `me.receive_where_timeout(how long, …)`; `give_up` when nothing came
    // ANCHOR_END: cut_late => let _ = (me, items, limit, work, Instant::now, give_up::<T>);
    // ANCHOR_END: cut_late => todo!("late: a limit for the whole map")
}
// ANCHOR_END: map_within
