//! Your prediction, before you run anything. A thousand clients ask one thing each; request 50 makes the code that
//! handles it panic. How many clients get no answer?

/// One loop handles the requests in turn, and nobody catches anything.
pub const LOOP: u32 =
    0; // TODO: a number between 1 and 1000

/// A thread for each request, in turn; all of them lock one `Mutex`, and request 50 panics while it holds the lock.
/// Whoever finds the lock poisoned gives up.
pub const LOCK: u32 =
    0; // TODO

/// A process (or task) for each request; they share nothing.
pub const EACH: u32 =
    0; // TODO
