//! How long an operation waits, and what is known when the time is over.
//!
//! Chapter: `kv_store`.

use super::operation::Goal;
use super::{Ask, Majority, RETRY};
use crate::replica::{Answer, Millis};

impl Majority {
    /// Time has passed. Is it over, or shall the silent ones be asked again?
    pub(super) fn remind(&mut self, number: u64, now: Millis) {
        let Some(operation) = self.operations.get_mut(&number) else { return };
        if now >= operation.deadline {
            let answer = when_late(&operation.goal, &operation.ask);
            self.finish(number, answer);
        } else if now >= operation.again_at {
            operation.again_at = now + RETRY;
            self.ask_members(number);
        }
    }
}

/// What a client hears whose time is over while this was asked.
fn when_late(goal: &Goal, ask: &Ask) -> Answer {
    // TODO unknown: has any member been told to store the new value by now? `Unknown` or `Unavailable`
    todo!("unknown: {goal:?} while {ask:?}")
}
