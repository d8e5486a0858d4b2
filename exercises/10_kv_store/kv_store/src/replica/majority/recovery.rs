//! A node that was started again, or is new, learns everything before it has a vote.
//!
//! It acknowledged writes in its earlier life and has forgotten them. If it voted, a majority could say "there is no
//! such key" of which one member had lost it and the other one never had it. So it first asks more than half of the
//! others: among them is somebody of every majority to which it belonged itself.
//!
//! SHORTCUT: nothing is on a disk. If more than half of the members lose their memory at the same time, their store
//! waits for ever. Raft and Paxos write to a disk before they answer, and need none of this.
//! Source: Michael et al., "Recovering Shared Objects Without Stable Storage", 2017. Chapter: `kv_store`.

use super::operation::Goal;
use super::{Ask, Majority, RETRY, Said};
use crate::replica::{Copy, Millis, Name, View, keep_newer};

/// What a node may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It wants to be a member, and asks this node for the list.
    Joining {
        /// Whom it asks.
        via: Name,
        /// When it asks again.
        again_at: Millis,
    },
    /// It is a member and keeps what it is given; it has no vote until it knows what the others know.
    Recovering,
    /// It is a member and has a vote.
    Member,
}

impl Standing {
    pub(super) fn again_at(&self) -> Option<Millis> {
        match self {
            Self::Joining { again_at, .. } => Some(*again_at),
            _ => None,
        }
    }
}

impl Majority {
    /// This node wants to belong to the store of `via`. What it holds itself comes along: the newer version counts.
    pub(super) fn join(&mut self, via: Name, now: Millis) {
        let alone = self.view.members == [self.me] || self.view.members.is_empty();
        if alone && via != self.me {
            self.view = View::default();
            self.standing = Standing::Joining { via, again_at: now };
            self.urge_join(now);
        }
    }

    pub(super) fn urge_join(&mut self, now: Millis) {
        match &mut self.standing {
            Standing::Joining { via, again_at } if now >= *again_at => {
                *again_at = now + RETRY;
                let via = *via;
                self.send(via, Said::Join);
            }
            _ => {}
        }
    }

    /// Begins to learn what the others know.
    pub(super) fn recover(&mut self, now: Millis) {
        self.standing = Standing::Recovering;
        self.drop_recovery();
        self.begin(None, Goal::Recover, Ask::Page(None), now, Millis::MAX);
    }

    /// Some of what the others know, and the list of members that one of them had agreed to.
    pub(super) fn remember(&mut self, rows: Copy, accepted: Option<View>) {
        for (key, row) in rows {
            keep_newer(&mut self.copy, key, row);
        }
        let known = self.accepted.as_ref().map(|view| view.epoch);
        if accepted.as_ref().is_some_and(|view| view.epoch > self.view.epoch && Some(view.epoch) > known) {
            self.accepted = accepted;
        }
    }

    /// All is known that was ever acknowledged: the vote is back.
    pub(super) fn recovered(&mut self, now: Millis) {
        self.standing = Standing::Member;
        if self.view.first() == Some(self.me) {
            self.resume_change(now);
        }
    }
}
