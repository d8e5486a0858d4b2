//! What the core remembers.
//!
//! Chapter: `state_machines`.

use std::collections::VecDeque;
use std::fmt;

use crate::behaviour::{Event, StateMachine};
use crate::timers::Timers;

// ANCHOR: core
/// A state machine, as its core sees it.
pub struct Core<M: StateMachine> {
    pub(crate) state: M::State,
    /// The event that is being handled.
    pub(crate) current: Option<Event<M>>,
    /// Events that are handled before any message, the next one first.
    pub(crate) queue: VecDeque<Event<M>>,
    /// Events that wait for another state, the oldest first.
    pub(crate) postponed: Vec<Event<M>>,
    pub(crate) timers: Timers,
}
// ANCHOR_END: core

impl<M: StateMachine> Core<M> {
    /// A machine in its first state.
    #[must_use]
    pub fn new(state: M::State) -> Self {
        let (queue, postponed) = (VecDeque::new(), Vec::new());
        Self { state, current: None, queue, postponed, timers: Timers::default() }
    }

    /// The state it is in.
    #[must_use]
    pub fn state(&self) -> &M::State {
        &self.state
    }
}

impl<M: StateMachine> fmt::Debug for Core<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.state)?;
        if !self.postponed.is_empty() {
            write!(f, ", postponed: {:?}", self.postponed)?;
        }
        let timers: Vec<String> = self.timers.all().map(|timer| timer.to_string()).collect();
        if !timers.is_empty() {
            write!(f, ", time-outs: [{}]", timers.join(", "))?;
        }
        Ok(())
    }
}
