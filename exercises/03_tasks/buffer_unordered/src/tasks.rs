//! Jobs as tasks: each goes on by itself and crashes alone.
//!
//! A `JoinSet` owns its tasks: whoever drops it stops them. What `Task` has and a tokio task has not: a link, an
//! exit reason of its own making, and an end at any place; this one ends at an `.await`.
//!
//! Source: tokio, `task::JoinSet`, `task::JoinError`. Chapter: `tasks`.

use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};

use crate::failure::Failure;
use crate::streams::within;

/// Like [`each_within`](crate::each_within), with a task for each job: a panic is told as [`Failure::Crashed`].
/// Dropped, it stops the jobs that are running.
pub async fn tasks<I, T, E, W, Fut>(
    items: Vec<I>,
    at_most: usize,
    limit: Duration,
    work: W,
) -> Vec<Result<T, Failure<E>>>
where
    T: Send + 'static,
    E: Send + 'static,
    W: Fn(I) -> Fut,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
{
    let mut results: Vec<Option<Result<T, Failure<E>>>> = items.iter().map(|_| None).collect();
    let mut waiting = items.into_iter().enumerate();
    // TODO tasks: `set.spawn` while there is room, and note the place of each task; then `set.join_next_with_id()`.
    // Whose result is it? An error knows its task, too.
    let _ = (&mut results, waiting.next().map(|(_, item)| work(item)), at_most, Failure::<E>::of);
    let _ = (JoinSet::<T>::new(), HashMap::<u8, u8>::new(), within::<T, E>(limit, std::future::pending()));
    todo!("tasks: a task for each job, a few at a time")
}

/// Does all jobs, `at_most` at a time, and hands each result to `consume` as soon as it is there. However long
/// that takes, the jobs that have begun go on.
pub async fn for_each<I, T, W, Fut>(
    items: Vec<I>,
    at_most: usize,
    work: W,
    mut consume: impl AsyncFnMut(Result<T, JoinError>),
) where
    T: Send + 'static,
    W: Fn(I) -> Fut,
    Fut: Future<Output = T> + Send + 'static,
{
    // TODO slow_consumer: who makes the jobs go on while `consume` takes its time?
    let _ = (items, at_most, work, &mut consume, JoinSet::<T>::new());
    todo!("slow_consumer: jobs that go on by themselves")
}
