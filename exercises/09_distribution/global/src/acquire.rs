//! One lock on many nodes: on all of them or on none.
//!
//! Nodes are asked in stages, the greatest first: of two that want the same lock, one is refused there, before either
//! has it anywhere else. A refusal ends it, and what was granted is given back. Who tries again waits a while first.
//!
//! Source: OTP, `global:set_lock/3`. Chapter: `distribution`.

use std::collections::{BTreeSet, VecDeque};

use term::Atom;

use crate::words::LockId;

/// A lock that is being asked for.
#[derive(Clone, Debug)]
pub struct Acquire {
    /// Which one.
    pub id: LockId,
    stages: VecDeque<Vec<Atom>>,
    waiting: BTreeSet<Atom>,
    granted: Vec<Atom>,
    refused: bool,
}

/// What a node has said, or what has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what a node says to a request")]
pub enum Said {
    Granted,
    Refused,
    /// The node is gone: it neither has the lock nor stands in the way.
    Gone,
}

/// How it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// These nodes are asked.
    Ask(Vec<Atom>),
    /// Not all of those who were asked have answered.
    Wait,
    /// The lock is on all of these nodes.
    Locked(Vec<Atom>),
    /// It will not be; it is to be given back on these nodes.
    GiveBack(Vec<Atom>),
}

impl Acquire {
    /// Begins with the first of these stages.
    #[must_use]
    pub fn new(id: LockId, stages: impl IntoIterator<Item = Vec<Atom>>) -> (Self, Next) {
        let (stages, waiting, granted) = (stages.into_iter().collect(), BTreeSet::new(), Vec::new());
        let mut acquire = Self { id, stages, waiting, granted, refused: false };
        let next = acquire.next();
        (acquire, next)
    }

    /// A node has answered.
    #[must_use]
    pub fn heard(&mut self, node: Atom, said: Said) -> Next {
        // TODO all_or_none: note what it said; whoever was not asked (`waiting`) changes nothing
        let _ = (node, said, &mut self.granted);
        todo!("all_or_none: an answer")
    }

    fn next(&mut self) -> Next {
        // TODO all_or_none: has everybody answered? has one refused? is there another stage with nodes in it?
        let _ = (&mut self.stages, &self.waiting, self.refused);
        todo!("all_or_none: how it goes on")
    }

    /// It is not wanted any more: it ends as if somebody had refused.
    pub(crate) fn cancel(&mut self) {
        self.refused = true;
    }
}

/// The order in which nodes are asked: the greatest of those that know each other, then the nearest, then the rest.
#[must_use]
pub(crate) fn stages(near: &[Atom], all: &BTreeSet<Atom>) -> Vec<Vec<Atom>> {
    let boss = *all.last().expect("this node is one of them");
    let near: Vec<Atom> = near.iter().copied().filter(|node| *node != boss).collect();
    let rest = all.iter().copied().filter(|node| *node != boss && !near.contains(node)).collect();
    vec![vec![boss], near, rest]
}
