//! What a caller can choose.
//!
//! Source: Elixir, `Task.async_stream/3`, "Options". Chapter: `tasks`.

use std::time::Duration;

/// How a stream of tasks runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many tasks run at once, at most; at least 1. (Elixir's default is the number of schedulers; ours is 4.)
    pub max_concurrency: usize,
    /// In which order the results come; by default in that of the items.
    pub order: Order,
    /// How long each task may take, from its own start; by default 5 s.
    pub timeout: Duration,
    /// What becomes of a task that takes longer; by default the caller ends.
    pub on_timeout: OnTimeout,
}

/// In which order results come out of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// In the order of the items. A result that comes before its turn waits; its place is free for the next item.
    OfItems,
    /// Whoever is ready first.
    AsTheyCome,
}

/// What becomes of a task that is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnTimeout {
    /// The caller ends with `timeout`.
    Exit,
    /// The task is killed, and its result is `timeout`.
    KillTask,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_concurrency: 4,
            order: Order::OfItems,
            timeout: task::TIMEOUT,
            on_timeout: OnTimeout::Exit,
        }
    }
}
