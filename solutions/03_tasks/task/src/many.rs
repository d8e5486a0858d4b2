//! Waiting for several tasks under one limit.
//!
//! The values stand in the order of the tasks, but whoever has news is heard first: one crash ends the waiting.
//!
//! Source: Elixir, `Task.await_many/2`. Chapter: `tasks`.

use std::time::Duration;

use process::{Context, Message};
use tokio::time::Instant;

use crate::Task;

// ANCHOR: many
/// Waits for all tasks, `limit` in all: `Task.await_many`. The values stand in the order of the tasks.
///
/// The first task that crashes, and the limit, end the *owner*, as in [`Task::wait`].
///
/// # Panics
/// In a process that is not the owner of the tasks.
pub async fn wait_many<T: Message>(me: &mut Context, tasks: Vec<Task<T>>, limit: Duration) -> Vec<T> {
    tasks.iter().for_each(|task| task.owned(me));
    let mut values: Vec<Option<T>> = tasks.iter().map(|_| None).collect();
    // ANCHOR: cut_many
    let deadline = Instant::now() + limit;
    for _ in &tasks {
        let left = deadline.saturating_duration_since(Instant::now());
        let of_ours = |letter: &_| tasks.iter().position(|task| task.concerns(letter));
        let Some(letter) = me.receive_where_timeout(left, |letter| of_ours(letter).is_some()).await else {
            me.stop("timeout").await
        };
        let at = of_ours(&letter).expect("it was taken because it concerns one of them");
        match tasks[at].outcome(me, letter) {
            Ok(value) => values[at] = Some(value),
            Err(reason) => me.stop(reason).await,
        }
    }
    values.into_iter().flatten().collect()
    // ANCHOR_END: cut_many => // TODO many: one letter for each task, whoever has one first; a value goes into its own place of `values`
    // ANCHOR_END: cut_many => let _ = (&mut values, limit, Instant::now, Task::<T>::concerns, Task::<T>::outcome);
    // ANCHOR_END: cut_many => todo!("many: all values, or the end of the owner")
}
// ANCHOR_END: many
