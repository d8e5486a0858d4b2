//! Waiting for several tasks under one limit.
//!
//! The values stand in the order of the tasks, but whoever has news is heard first: one crash ends the waiting.
//!
//! Source: Elixir, `Task.await_many/2`. Chapter: `tasks`.

use std::time::Duration;

use process::{Context, Message};
use tokio::time::Instant;

use crate::Task;

/// Waits for all tasks, `limit` in all: `Task.await_many`. The values stand in the order of the tasks.
///
/// The first task that crashes, and the limit, end the *owner*, as in [`Task::wait`].
///
/// # Panics
/// In a process that is not the owner of the tasks.
pub async fn wait_many<T: Message>(me: &mut Context, tasks: Vec<Task<T>>, limit: Duration) -> Vec<T> {
    tasks.iter().for_each(|task| task.owned(me));
    let mut values: Vec<Option<T>> = tasks.iter().map(|_| None).collect();
    // TODO many: one letter for each task, whoever has one first; a value goes into its own place of `values`
    let _ = (&mut values, limit, Instant::now, Task::<T>::concerns, Task::<T>::outcome);
    todo!("many: all values, or the end of the owner")
}
