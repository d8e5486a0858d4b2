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

// ANCHOR: tasks
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
    // ANCHOR: cut_tasks
    let (mut set, mut places) = (JoinSet::new(), HashMap::new());
    loop {
        while set.len() < at_most
            && let Some((place, item)) = waiting.next()
        {
            let task = set.spawn(within(limit, work(item)));
            places.insert(task.id(), place);
        }
        let (task, result) = match set.join_next_with_id().await {
            None => break,
            Some(Ok((task, result))) => (task, result),
            Some(Err(error)) => (error.id(), Err(Failure::of(error))),
        };
        results[places[&task]] = Some(result);
    }
    results.into_iter().flatten().collect()
    // ANCHOR_END: cut_tasks => // TODO tasks: `set.spawn` while there is room, and note the place of each task; then `set.join_next_with_id()`.
    // ANCHOR_END: cut_tasks => // Whose result is it? An error knows its task, too.
    // ANCHOR_END: cut_tasks => let _ = (&mut results, waiting.next().map(|(_, item)| work(item)), at_most, Failure::<E>::of);
    // ANCHOR_END: cut_tasks => let _ = (JoinSet::<T>::new(), HashMap::<u8, u8>::new(), within::<T, E>(limit, std::future::pending()));
    // ANCHOR_END: cut_tasks => todo!("tasks: a task for each job, a few at a time")
}
// ANCHOR_END: tasks

// ANCHOR: for_each
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
    // ANCHOR: cut_slow_consumer
    let mut waiting = items.into_iter();
    let mut set: JoinSet<T> = waiting.by_ref().take(at_most).map(&work).collect();
    while let Some(result) = set.join_next().await {
        if let Some(item) = waiting.next() {
            set.spawn(work(item));
        }
        consume(result).await;
    }
    // ANCHOR_END: cut_slow_consumer => // TODO slow_consumer: who makes the jobs go on while `consume` takes its time?
    // ANCHOR_END: cut_slow_consumer => let _ = (items, at_most, work, &mut consume, JoinSet::<T>::new());
    // ANCHOR_END: cut_slow_consumer => todo!("slow_consumer: jobs that go on by themselves")
}
// ANCHOR_END: for_each
