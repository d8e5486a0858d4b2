//! Your prediction, before you run anything: what do the crates do with three jobs, two at a time?
//!
//! The jobs take 4, 1 and 2 s, in this order. `Task.async_stream` with `max_concurrency: 2` takes 4 s for them.

/// `stream::iter(jobs).buffered(2)`, which keeps the order: how many seconds until all results are there?
pub const BUFFERED: u64 =
    0; // TODO

/// `stream::iter(jobs).buffer_unordered(2)`: how many seconds?
pub const BUFFER_UNORDERED: u64 =
    0; // TODO

/// A task was started with `tokio::spawn`, and its `JoinHandle` is dropped. The task: `"stops"` or `"runs on"`?
pub const HANDLE_DROPPED: &str =
    ""; // TODO

/// A task was started in a `JoinSet`, and the set is dropped. The task: `"stops"` or `"runs on"`?
pub const SET_DROPPED: &str =
    ""; // TODO

/// Three jobs are in `buffer_unordered(3)`; the first result is taken, and the next is asked for an hour later.
/// In this hour the other two: `"go on"` or `"stand still"`?
pub const NOT_ASKED: &str =
    ""; // TODO
