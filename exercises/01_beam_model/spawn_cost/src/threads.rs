//! A crowd of threads: the same measurement, and a machine that may say no.

use std::io;
use std::thread::{Builder, JoinHandle};
use std::time::Instant;

use crate::meter::address_space;
use crate::{Census, Cost, ThreadGate};

/// Rust's default for the stack of a thread.
pub const STACK: u64 = 2 * 1024 * 1024;

/// What a thread is started for.
pub type Job = Box<dyn FnOnce() + Send>;

/// Starts a thread of the operating system.
///
/// # Errors
/// Whatever the system refuses with: no memory left for a stack, or too many threads.
pub fn os_thread(job: Job) -> io::Result<JoinHandle<()>> {
    Builder::new().stack_size(usize::try_from(STACK).expect("two megabytes fit")).spawn(job)
}

/// Starts up to `n` threads with `start`, fewer where the system refuses; measures while they all wait; lets them go.
///
/// When it returns, no thread is left.
#[allow(clippy::disallowed_methods, reason = "real time is what this exercise measures")]
pub fn start_threads(
    n: usize,
    census: &Census,
    mut start: impl FnMut(Job) -> io::Result<JoinHandle<()>>,
) -> Cost {
    // TODO: as with the tasks, with a `ThreadGate` and `census.all_in_blocking(…)`. `start(Box::new(move || …))`
    // may refuse: then go on with those you have. The meter is `address_space()`; where it says `None`,
    // count `STACK` for each.
    let _ = (n, census, ThreadGate::default(), address_space(), Instant::now(), &mut start);
    todo!("threads: start as many as the machine allows, measure, release")
}
