//! Which process is which partition: written by the supervisor when a partition starts, read by everybody.
//!
//! Whoever looks up a partition asks no process. So a lookup never waits, and it may find a process that has ended a
//! moment ago. In Elixir this is a table of ETS.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use process::Pid;

/// The partitions that have started, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Table(RwLock<BTreeMap<u64, Pid>>);

impl Table {
    /// From now on this process is the partition. The one before is forgotten.
    pub(crate) fn note(&self, number: u64, pid: Pid) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(number, pid);
    }

    /// The process that was noted last.
    pub(crate) fn find(&self, number: u64) -> Option<Pid> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&number).copied()
    }

    /// All of them, in the order of their numbers.
    pub(crate) fn all(&self) -> Vec<Pid> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values().copied().collect()
    }
}
