//! The handle on an agent: its address, and how long its owner waits.
//!
//! Source: Elixir, `Agent`. Chapter: `tasks`.

use std::marker::PhantomData;
use std::time::Duration;

use process::{Context, ExitReason, Pid};

use crate::server::{Tie, start_process};

/// How long a caller waits unless it says otherwise; Elixir's default for `get`, `update` and `get_and_update`.
const LIMIT: Duration = Duration::from_secs(5);

// ANCHOR: agent
/// A process that holds an `S`. The handle can be copied and given away; it holds nothing but the address.
pub struct Agent<S> {
    pub(crate) pid: Pid,
    pub(crate) limit: Option<Duration>,
    state: PhantomData<fn(S)>,
}
// ANCHOR_END: agent

/// Starts an agent and waits until `init` has run, in the agent.
///
/// # Errors
/// The agent's exit reason, when `init` panics.
pub async fn start<S: Send + 'static>(
    me: &mut Context,
    init: impl FnOnce() -> S + Send + 'static,
) -> Result<Agent<S>, ExitReason> {
    Ok(Agent::of(start_process(me, Tie::None, init).await?))
}

/// The same, and links the agent with the caller: neither outlives a crash of the other.
///
/// # Errors
/// The agent's exit reason, when `init` panics and the caller traps exits. One that does not ends too.
pub async fn start_link<S: Send + 'static>(
    me: &mut Context,
    init: impl FnOnce() -> S + Send + 'static,
) -> Result<Agent<S>, ExitReason> {
    Ok(Agent::of(start_process(me, Tie::Link, init).await?))
}

impl<S: Send + 'static> Agent<S> {
    fn of(pid: Pid) -> Self {
        Self { pid, limit: Some(LIMIT), state: PhantomData }
    }

    /// The process behind the handle.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.pid
    }

    /// The same agent for a caller that waits this long; `None` waits for ever.
    #[must_use]
    pub fn within(self, limit: impl Into<Option<Duration>>) -> Self {
        Self { limit: limit.into(), ..self }
    }
}

impl<S> Clone for Agent<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Agent<S> {}

impl<S> std::fmt::Debug for Agent<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Agent({})", self.pid)
    }
}
