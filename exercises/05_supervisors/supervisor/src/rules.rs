//! The three rules of a supervisor: who comes back, who comes back with it, and how often.
//!
//! A child has ended. Its restart type says whether it is started again, the strategy says which of its siblings are
//! restarted with it, and the restart intensity says how many restarts there may be before the supervisor gives up.
//!
//! Left out: `simple_one_for_one` (the crate `dynamic_supervisor`), significant children and automatic shutdown.
//! Source: OTP Design Principles, "Supervisor Behaviour". Chapter: `supervisors`.

use std::ops::Range;
use std::time::Duration;

use process::ExitReason;

use crate::spec::Restart;

/// What a supervisor is told about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Who is restarted together.
    pub strategy: Strategy,
    /// So many restarts are allowed …
    pub max_restarts: usize,
    /// … within so many seconds. Elixir's defaults are 3 in 5, Erlang's 1 in 5.
    pub max_seconds: u64,
}

/// Who is restarted when a child has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strategy {
    /// Only this child.
    #[default]
    OneForOne,
    /// All children.
    OneForAll,
    /// This child and all that were started after it.
    RestForOne,
}

impl Default for Flags {
    fn default() -> Self {
        Self { strategy: Strategy::OneForOne, max_restarts: 3, max_seconds: 5 }
    }
}

/// Whether a child with this restart type is started again after it has ended with this reason.
#[must_use]
pub fn comes_back(restart: Restart, reason: &ExitReason) -> bool {
    // TODO restart_types: so far everybody comes back, whatever the reason
    let _ = (restart, reason);
    true
}

/// Which children are restarted together when the one at place `at` has to be. Children stand in start order.
#[must_use]
pub fn affected(strategy: Strategy, at: usize, children: usize) -> Range<usize> {
    match strategy {
        Strategy::OneForOne => {
            let _ = (at, children);
            todo!("one_for_one: from which place to which?")
        }
        Strategy::OneForAll => {
            let _ = (at, children);
            todo!("one_for_all: from which place to which?")
        }
        Strategy::RestForOne => {
            let _ = (at, children);
            todo!("rest_for_one: from which place to which?")
        }
    }
}

/// The restart intensity: remembers when restarts were, and says whether there may be one more.
#[derive(Clone, Debug)]
pub struct Intensity {
    max_restarts: usize,
    max_seconds: u64,
    /// The second of each restart that still counts, oldest first.
    restarts: Vec<u64>,
}

impl Intensity {
    /// Nothing has been restarted yet.
    #[must_use]
    pub fn new(flags: &Flags) -> Self {
        Self { max_restarts: flags.max_restarts, max_seconds: flags.max_seconds, restarts: Vec::new() }
    }

    /// Counts a restart, at a time since the supervisor began, and says whether it is still allowed.
    ///
    /// OTP counts in whole seconds, and a restart exactly `max_seconds` ago counts.
    /// Differs: our seconds begin with the supervisor, those of the BEAM with the node.
    pub fn allows_one_more(&mut self, now: Duration) -> bool {
        // TODO intensity: forget what is too long ago, count this restart, compare
        let _ = (now, self.max_restarts, self.max_seconds, &mut self.restarts);
        true
    }
}
