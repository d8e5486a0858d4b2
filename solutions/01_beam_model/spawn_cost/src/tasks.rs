//! A crowd of tasks, all alive at once, and what it costs.

use std::time::Instant;

use crate::meter::heap_bytes;
use crate::{Census, Cost, Gate};

// ANCHOR: tasks
/// Starts `n` tasks that count themselves in and wait at a gate; measures while all of them wait; lets them go.
///
/// When it returns, no task is left.
#[allow(clippy::disallowed_methods, reason = "real time is what this exercise measures")]
pub async fn start_tasks(n: usize, census: &Census) -> Cost {
    // ANCHOR: cut_tasks
    let gate = Gate::closed();
    let (heap, begin) = (heap_bytes(), Instant::now());
    let mut tasks = Vec::with_capacity(n);
    for _ in 0..n {
        let (census, gate) = (census.clone(), gate.clone());
        tasks.push(tokio::spawn(async move {
            let _here = census.enter();
            gate.pass().await;
        }));
    }
    census.all_in(n).await;
    let cost = Cost { alive: census.alive(), took: begin.elapsed(), bytes: heap_bytes() - heap };
    gate.open();
    for task in tasks {
        task.await.expect("a task that waits at a gate does not panic");
    }
    cost
    // ANCHOR_END: cut_tasks => // step: look at both meters, `heap_bytes()` and `Instant::now()`
    // ANCHOR_END: cut_tasks => // step: `tokio::spawn` n tasks; each keeps `let _here = census.enter();` and passes a `Gate`
    // ANCHOR_END: cut_tasks => // step: wait until all are in, look at the meters again, open the gate, wait for the tasks
    // ANCHOR_END: cut_tasks => let _ = (n, census, Gate::closed(), heap_bytes(), Instant::now());
    // ANCHOR_END: cut_tasks => todo!("tasks: start, wait until all run, measure, release")
}
// ANCHOR_END: tasks
