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

// ANCHOR: flags
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
// ANCHOR_END: flags

impl Default for Flags {
    fn default() -> Self {
        Self { strategy: Strategy::OneForOne, max_restarts: 3, max_seconds: 5 }
    }
}

// ANCHOR: comes_back
/// Whether a child with this restart type is started again after it has ended with this reason.
#[must_use]
pub fn comes_back(restart: Restart, reason: &ExitReason) -> bool {
    // ANCHOR: cut_restart_types
    match restart {
        Restart::Permanent => true,
        Restart::Transient => reason.is_abnormal(),
        Restart::Temporary => false,
    }
    // ANCHOR_END: cut_restart_types => // TODO restart_types: so far everybody comes back, whatever the reason
    // ANCHOR_END: cut_restart_types => let _ = (restart, reason);
    // ANCHOR_END: cut_restart_types => true
}
// ANCHOR_END: comes_back

// ANCHOR: affected
/// Which children are restarted together when the one at place `at` has to be. Children stand in start order.
#[must_use]
pub fn affected(strategy: Strategy, at: usize, children: usize) -> Range<usize> {
    match strategy {
        Strategy::OneForOne => {
            // ANCHOR: cut_one_for_one
            at..at + 1
            // ANCHOR_END: cut_one_for_one => let _ = (at, children);
            // ANCHOR_END: cut_one_for_one => todo!("one_for_one: from which place to which?")
        }
        Strategy::OneForAll => {
            // ANCHOR: cut_one_for_all
            0..children
            // ANCHOR_END: cut_one_for_all => let _ = (at, children);
            // ANCHOR_END: cut_one_for_all => todo!("one_for_all: from which place to which?")
        }
        Strategy::RestForOne => {
            // ANCHOR: cut_rest_for_one
            at..children
            // ANCHOR_END: cut_rest_for_one => let _ = (at, children);
            // ANCHOR_END: cut_rest_for_one => todo!("rest_for_one: from which place to which?")
        }
    }
}
// ANCHOR_END: affected

// ANCHOR: intensity
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
        // ANCHOR: cut_intensity
        let now = now.as_secs();
        let max_seconds = self.max_seconds;
        self.restarts.retain(|second| second + max_seconds >= now);
        self.restarts.push(now);
        self.restarts.len() <= self.max_restarts
        // ANCHOR_END: cut_intensity => // TODO intensity: forget what is too long ago, count this restart, compare
        // ANCHOR_END: cut_intensity => let _ = (now, self.max_restarts, self.max_seconds, &mut self.restarts);
        // ANCHOR_END: cut_intensity => true
    }
}
// ANCHOR_END: intensity
