//! Whose answers count.
//!
//! Chapter: `kv_store`.

use std::collections::BTreeSet;

use super::operation::{Goal, Operation};
use super::{Ask, Majority, Standing, Tell};
use crate::replica::{Millis, Name};

impl Majority {
    /// A member has answered the question of an operation.
    pub(super) fn told(&mut self, number: u64, from: Name, born: Millis, tell: Tell, now: Millis) {
        let Some(operation) = self.operations.get_mut(&number) else { return };
        if !fits(&operation.ask, &tell) {
            return; // no answer to this question
        }
        operation.replies.insert(from, (born, tell));
        self.forget_old_lives();
        if self.operations.get(&number).is_some_and(|operation| self.is_enough(operation)) {
            self.advance(number, now);
        }
    }

    /// An acknowledgement counts as long as its giver remembers it: one from an earlier life is taken away again.
    fn forget_old_lives(&mut self) {
        // TODO recover: of the `replies` of all operations, keep those of the last life (`births`)
        let _ = &self.births;
    }

    /// Whether this node has a vote.
    pub(super) fn votes(&self) -> bool {
        // TODO recover: who has forgotten what it acknowledged must not speak for a majority (`standing`)
        let _ = matches!(self.standing, Standing::Member);
        true
    }

    /// Whether more than half have answered; for a recovery, more than half of the others.
    fn is_enough(&self, operation: &Operation) -> bool {
        let answered: BTreeSet<Name> = operation.replies.keys().copied().collect();
        match operation.goal {
            Goal::Recover => self.view.others(self.me).has_majority(&answered),
            _ => self.view.has_majority(&answered),
        }
    }
}

/// Whether this can be the answer to that: letters come from outside.
fn fits(ask: &Ask, tell: &Tell) -> bool {
    matches!(
        (ask, tell),
        (Ask::Newest(_), Tell::Newest(_)) | (Ask::Page(_), Tell::Page(_)) | (Ask::Store(_), Tell::Stored)
    )
}
