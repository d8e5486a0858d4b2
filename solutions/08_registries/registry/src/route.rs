//! Which partition a key and a process belong to.
//!
//! Source: Elixir, `Registry`, `partitions/4`. Chapter: `registries`.

use std::hash::{DefaultHasher, Hash, Hasher};

use process::Pid;
use term::Term;

use crate::Registry;

/// The two partitions of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    /// Where the row of `keys` lies.
    pub(crate) key: usize,
    /// Where the row of `pids` lies, and whose server is linked.
    pub(crate) pid: usize,
}

impl Registry {
    // ANCHOR: route
    /// Where a process registers a key.
    pub(crate) fn route(&self, key: &Term, pid: Pid) -> Route {
        // ANCHOR: cut_partitions
        let of_pid = number(&pid, self.options.partitions);
        let of_key = if self.is_unique() { number(key, self.options.partitions) } else { of_pid };
        Route { key: of_key, pid: of_pid }
        // ANCHOR_END: cut_partitions => // TODO partitions: with unique keys the key decides where its row lies. And with duplicate ones?
        // ANCHOR_END: cut_partitions => let _ = (key, pid, self.is_unique(), number::<Pid>, self.options.partitions);
        // ANCHOR_END: cut_partitions => Route { key: 0, pid: 0 }
    }

    /// The partitions in which rows of this key may lie.
    pub(crate) fn partitions_of(&self, key: &Term) -> Vec<usize> {
        // ANCHOR: cut_partitions
        match self.is_unique() {
            true => vec![number(key, self.options.partitions)],
            false => (0..self.options.partitions).collect(),
        }
        // ANCHOR_END: cut_partitions => // TODO partitions: where must a reader look?
        // ANCHOR_END: cut_partitions => let _ = key;
        // ANCHOR_END: cut_partitions => vec![0]
    }
    // ANCHOR_END: route
}

/// The number of whatever can be hashed, below `partitions`.
pub(crate) fn number<T: Hash>(of: &T, partitions: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    usize::try_from(hasher.finish() % partitions as u64).expect("a remainder of a usize is one")
}
