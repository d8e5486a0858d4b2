//! Which node a pid belongs to: a name and the number of its life.
//!
//! Inside of a program a node is a small number, so that a pid stays small; 0 is the node that asks. As on the BEAM,
//! the table of nodes only grows.
//!
//! Source: ERTS User's Guide, "External Term Format: NEW_PID_EXT". Chapter: `distribution`.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use term::Atom;

use crate::error::DecodeError;

/// So many nodes may become known by their pids alone.
const MAX_NODES: usize = 1 << 16;

/// All nodes that were ever heard of, in the order in which they came.
static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);

#[derive(Default)]
struct Known {
    nodes: Vec<Node>,
    numbers: HashMap<Node, u32>,
}

/// A node in one of its lives: started again, it has another creation, and old pids no longer mean anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// As `a@127.0.0.1`.
    pub name: Atom,
    /// Which life; 0 fits every life.
    pub creation: u32,
}

impl Node {
    /// A node that is not distributed.
    #[must_use]
    pub fn alone() -> Self {
        Self { name: Atom::new("nonode@nohost"), creation: 0 }
    }

    /// The number of this node, given to it when it was first heard of; 0 for `own`.
    #[must_use]
    pub fn number(self, own: Self) -> u32 {
        self.number_within(own, usize::MAX).expect("there is always room")
    }

    // ANCHOR: known
    /// The same for a node that a stranger has named: a stranger can think of many.
    pub(crate) fn known(self, own: Self) -> Result<u32, DecodeError> {
        self.number_within(own, MAX_NODES).ok_or(DecodeError::TooManyNodes(MAX_NODES))
    }
    // ANCHOR_END: known

    fn number_within(self, own: Self, limit: usize) -> Option<u32> {
        if self == own {
            return Some(0);
        }
        let find = |known: &Known| known.numbers.get(&self).copied();
        if let Some(number) = find(&KNOWN.read().unwrap_or_else(PoisonError::into_inner)) {
            return Some(number);
        }
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        let number = find(&known);
        if number.is_some() || known.nodes.len() >= limit {
            return number;
        }
        known.nodes.push(self);
        let number = u32::try_from(known.nodes.len()).expect("memory ends before the numbers do");
        known.numbers.insert(self, number);
        Some(number)
    }

    /// The node of this number; `own` for 0.
    ///
    /// # Panics
    /// When no node has it: numbers come from [`Node::number`] and from pids that were decoded.
    #[must_use]
    pub fn of_number(number: u32, own: Self) -> Self {
        let Some(place) = number.checked_sub(1) else { return own };
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        known.nodes[usize::try_from(place).expect("a number of a node is small")]
    }
}
