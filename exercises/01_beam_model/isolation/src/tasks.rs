//! A task for each request: a panic stops at the task's edge and comes out as a `JoinError`.
//!
//! Differs: on the BEAM the crash is told by a monitor's `DOWN` message, here by the handle. Chapter: `beam_model`.

use std::future::Future;
use std::ops::RangeInclusive;

use crate::{Crash, reason};

/// What became of all requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The answers, in the order of the requests.
    pub answers: Vec<u32>,
    /// Who crashed, in the order of the requests.
    pub crashes: Vec<Crash>,
}

/// Serves every request in a task of its own, all at once, and waits until the last one is answered or has crashed.
pub async fn serve_each<F, Answer>(requests: RangeInclusive<u32>, handle: F) -> Outcome
where
    F: Fn(u32) -> Answer,
    Answer: Future<Output = u32> + Send + 'static,
{
    // step: `tokio::spawn(handle(n))` for each request, and keep its number with the handle
    // step: wait for each handle: `Ok` is an answer, `Err` a crash; `reason(error)` has its words
    let _ = (requests, handle, Outcome::default(), reason);
    todo!("tasks: one task for each request")
}
