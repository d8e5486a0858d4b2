//! Clients of agents, and the question each of them has to answer: where shall my function run?
//!
//! What must see the state and change it in one step runs in the agent. What only takes long does not.
//!
//! Chapter: `tasks`.

use std::time::Duration;

use process::{CallError, Context};

use crate::Agent;

/// Hands out a number that nobody else gets: the state, which then is one more.
///
/// # Errors
/// [`CallError`]: there is no agent, or it is too busy.
pub async fn next_number(me: &mut Context, counter: Agent<u64>) -> Result<u64, CallError> {
    // TODO get_and_update: two clients may ask at the same time
    let _ = (me, counter);
    todo!("get_and_update: a number for one client only")
}

/// How long the report takes.
pub const SLOW: Duration = Duration::from_millis(300);

/// The work that takes long: it needs the state as it is now, and changes nothing.
async fn slow_sum(numbers: &[u64]) -> u64 {
    tokio::time::sleep(SLOW).await;
    numbers.iter().sum()
}

/// A report, made in the agent: no copy, and everybody waits.
///
/// # Errors
/// [`CallError`]: there is no agent, or it is too busy.
pub async fn report_inside(me: &mut Context, numbers: Agent<Vec<u64>>) -> Result<u64, CallError> {
    numbers.get_and_update_async(me, |numbers| async { (slow_sum(&numbers).await, numbers) }).await
}

/// The same report, made by whoever wants it.
///
/// # Errors
/// [`CallError`]: there is no agent, or it is too busy.
pub async fn report_outside(me: &mut Context, numbers: Agent<Vec<u64>>) -> Result<u64, CallError> {
    // TODO bottleneck: let the agent do what only the agent can do
    let _ = (me, numbers);
    todo!("bottleneck: the report, without keeping the agent busy")
}
