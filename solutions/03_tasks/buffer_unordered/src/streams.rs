//! Jobs as a stream of futures: nothing is spawned, one task polls them all.
//!
//! Such jobs may borrow, and need not be `Send`. They share one fate: a panic in one of them is a panic of the
//! caller, and none of them moves while the caller does not ask for the next result.
//!
//! Source: futures, `StreamExt::buffered` and `StreamExt::buffer_unordered`. Chapter: `tasks`.

use std::future::Future;
use std::time::Duration;

use futures_util::stream::{self, Stream, StreamExt};
use tokio::time::timeout;

use crate::failure::Failure;

// ANCHOR: in_order
/// Does all jobs, `at_most` at a time. Results stand in the order of the items.
pub async fn in_order<I, T, W, Fut>(items: Vec<I>, at_most: usize, work: W) -> Vec<T>
where
    W: Fn(I) -> Fut,
    Fut: Future<Output = T>,
{
    // ANCHOR: cut_in_order
    stream::iter(items).map(work).buffered(at_most).collect().await
    // ANCHOR_END: cut_in_order => // TODO in_order: a stream of items, a stream of jobs, a few of them at a time, all results
    // ANCHOR_END: cut_in_order => let _ = (stream::iter(items).map(work), at_most);
    // ANCHOR_END: cut_in_order => todo!("in_order: at most so many at a time")
}
// ANCHOR_END: in_order

// ANCHOR: as_they_come
/// Does all jobs, `at_most` at a time, and gives each result as soon as it is there. Dropped, it drops the jobs.
pub fn as_they_come<I, T, W, Fut>(items: Vec<I>, at_most: usize, work: W) -> impl Stream<Item = T>
where
    W: Fn(I) -> Fut,
    Fut: Future<Output = T>,
{
    // ANCHOR: cut_as_they_come
    stream::iter(items).map(work).buffer_unordered(at_most)
    // ANCHOR_END: cut_as_they_come => // TODO as_they_come: who is ready first comes first
    // ANCHOR_END: cut_as_they_come => assert!(at_most == 0, "not yet implemented: as_they_come: a stream of results");
    // ANCHOR_END: cut_as_they_come => stream::iter(items).then(work)
}
// ANCHOR_END: as_they_come

// ANCHOR: each_within
/// Like [`in_order`], for jobs that may fail, each of them for `limit` at most, counted from its own start.
pub async fn each_within<I, T, E, W, Fut>(
    items: Vec<I>,
    at_most: usize,
    limit: Duration,
    work: W,
) -> Vec<Result<T, Failure<E>>>
where
    W: Fn(I) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    // ANCHOR: cut_each_within
    in_order(items, at_most, |item| within(limit, work(item))).await
    // ANCHOR_END: cut_each_within => // TODO each_within: the job of an item is its work, `within` the limit. When does its clock start?
    // ANCHOR_END: cut_each_within => let _ = (items, at_most, limit, work);
    // ANCHOR_END: cut_each_within => todo!("each_within: a limit for each job, and errors as values")
}

/// Does one job within the limit. A job that is late is dropped at its next `.await`.
pub(crate) async fn within<T, E>(
    limit: Duration,
    job: impl Future<Output = Result<T, E>>,
) -> Result<T, Failure<E>> {
    // ANCHOR: cut_each_within
    match timeout(limit, job).await {
        Ok(result) => result.map_err(Failure::Failed),
        Err(_elapsed) => Err(Failure::Late),
    }
    // ANCHOR_END: cut_each_within => // TODO each_within: `timeout` tells one kind of failure, the job another
    // ANCHOR_END: cut_each_within => let _ = timeout(limit, job);
    // ANCHOR_END: cut_each_within => todo!("each_within: in time, or Late")
}
// ANCHOR_END: each_within
