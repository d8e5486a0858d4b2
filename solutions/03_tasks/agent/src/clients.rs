//! Clients of agents, and the question each of them has to answer: where shall my function run?
//!
//! What must see the state and change it in one step runs in the agent. What only takes long does not.
//!
//! Chapter: `tasks`.

use std::time::Duration;

use process::{CallError, Context};

use crate::Agent;

// ANCHOR: next_number
/// Hands out a number that nobody else gets: the state, which then is one more.
///
/// # Errors
/// [`CallError`]: there is no agent, or it is too busy.
pub async fn next_number(me: &mut Context, counter: Agent<u64>) -> Result<u64, CallError> {
    // ANCHOR: cut_get_and_update
    counter
        .get_and_update(me, |next| {
            *next += 1;
            *next - 1
        })
        .await
    // ANCHOR_END: cut_get_and_update => // TODO get_and_update: two clients may ask at the same time
    // ANCHOR_END: cut_get_and_update => let _ = (me, counter);
    // ANCHOR_END: cut_get_and_update => todo!("get_and_update: a number for one client only")
}
// ANCHOR_END: next_number

/// How long the report takes.
pub const SLOW: Duration = Duration::from_millis(300);

/// The work that takes long: it needs the state as it is now, and changes nothing.
async fn slow_sum(numbers: &[u64]) -> u64 {
    tokio::time::sleep(SLOW).await;
    numbers.iter().sum()
}

// ANCHOR: reports
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
    // ANCHOR: cut_bottleneck
    let copy = numbers.get(me, Vec::clone).await?;
    Ok(slow_sum(&copy).await)
    // ANCHOR_END: cut_bottleneck => // TODO bottleneck: let the agent do what only the agent can do
    // ANCHOR_END: cut_bottleneck => let _ = (me, numbers);
    // ANCHOR_END: cut_bottleneck => todo!("bottleneck: the report, without keeping the agent busy")
}
// ANCHOR_END: reports
