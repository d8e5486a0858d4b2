//! Who belongs to the store, and how many of them are more than half.
//!
//! Chapter: `kv_store`.

use std::collections::BTreeSet;

use crate::replica::{Millis, Name};

/// Numbers the lists of members. A later list has the greater number; of two lists with the same number, which only a
/// first member that lost its memory can make, the one of its later life counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Epoch {
    /// How many changes there have been.
    pub number: u64,
    /// When the node that proposed it was started.
    pub born: Millis,
}

/// The members at an epoch, in the order in which they came. The first one is the only one to propose a change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// Which list this is.
    pub epoch: Epoch,
    /// Who is on it.
    pub members: Vec<Name>,
}

impl View {
    /// Whether these are more than half of the members: any two such sets have a member in common.
    #[must_use]
    pub fn has_majority(&self, names: &BTreeSet<Name>) -> bool {
        // TODO majority: how many of the members are among these names, and are they enough?
        todo!("majority: are {names:?} more than half of {:?}?", self.members)
    }

    /// The same list without one member: whom that one must ask when it knows nothing.
    #[must_use]
    pub fn others(&self, me: Name) -> Self {
        let members = self.members.iter().filter(|member| **member != me);
        Self { epoch: self.epoch, members: members.copied().collect() }
    }

    /// The list before the last member came.
    #[must_use]
    pub fn before(&self) -> Self {
        let known = self.members.len().saturating_sub(1).max(1);
        Self { epoch: self.epoch, members: self.members[..known.min(self.members.len())].to_vec() }
    }

    /// Whether this node is a member.
    #[must_use]
    pub fn has(&self, name: Name) -> bool {
        self.members.contains(&name)
    }

    /// The member that proposes changes.
    #[must_use]
    pub fn first(&self) -> Option<Name> {
        self.members.first().copied()
    }
}
