//! Your estimates, before you measure anything. The power of ten counts, not the digit: 3 and 7 are both fine
//! where 5 is right, 300 is not.

/// Memory that one idle tokio task keeps, in bytes.
pub const TASK_BYTES: u64 =
    0; // TODO: tens, thousands, millions?

/// Memory that is set aside for the stack of one thread, in bytes. (Rust's default.)
pub const THREAD_BYTES: u64 =
    0; // TODO

/// From `spawn` until the task runs, in nanoseconds, when 100,000 are started in a row.
pub const TASK_NANOS: u64 =
    0; // TODO

/// The same for a thread of the operating system, in nanoseconds.
pub const THREAD_NANOS: u64 =
    0; // TODO
