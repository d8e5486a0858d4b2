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
            // TODO unknown: who may have heard of a write by now? (`goal`, `ask`)
            let answer = todo!("unknown: the time is over: {:?} {:?}", operation.goal, Answer::Unknown);
            self.finish(number, answer);
        } else if now >= operation.again_at {
            operation.again_at = now + RETRY;
            self.ask_members(number);
        }
    }
}
