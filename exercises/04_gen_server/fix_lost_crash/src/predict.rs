//! Your prediction, before you run anything. `beam.exs`: a server has its work done by a worker, which crashes with
//! `boom`. A client waits for the result, for 300 ms; then we ask the server what it is doing.

/// The worker was started with `spawn`. What the server says of itself: `"working"`, `"idle"` or `"gone"`.
pub const SPAWN: &str =
    ""; // TODO

/// The worker was started with `spawn_link`.
pub const SPAWN_LINK: &str =
    ""; // TODO

/// The worker was started with `spawn_monitor`.
pub const SPAWN_MONITOR: &str =
    ""; // TODO

/// What `GenServer.cast` returns when there is no such server: `"ok"`, `"error"` or `"exit"`.
pub const CAST_TO_NOBODY: &str =
    ""; // TODO
