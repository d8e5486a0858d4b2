//! A crowd of tasks, all alive at once, and what it costs.

use std::time::Instant;

use crate::meter::heap_bytes;
use crate::{Census, Cost, Gate};

/// Starts `n` tasks that count themselves in and wait at a gate; measures while all of them wait; lets them go.
///
/// When it returns, no task is left.
#[allow(clippy::disallowed_methods, reason = "real time is what this exercise measures")]
pub async fn start_tasks(n: usize, census: &Census) -> Cost {
    // step: look at both meters, `heap_bytes()` and `Instant::now()`
    // step: `tokio::spawn` n tasks; each keeps `let _here = census.enter();` and passes a `Gate`
    // step: wait until all are in, look at the meters again, open the gate, wait for the tasks
    let _ = (n, census, Gate::closed(), heap_bytes(), Instant::now());
    todo!("tasks: start, wait until all run, measure, release")
}
