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
    /// Where a process registers a key.
    pub(crate) fn route(&self, key: &Term, pid: Pid) -> Route {
        // TODO partitions: with unique keys the key decides where its row lies. And with duplicate ones?
        let _ = (key, pid, self.is_unique(), number::<Pid>, self.options.partitions);
        Route { key: 0, pid: 0 }
    }

    /// The partitions in which rows of this key may lie.
    pub(crate) fn partitions_of(&self, key: &Term) -> Vec<usize> {
        // TODO partitions: where must a reader look?
        let _ = key;
        vec![0]
    }
}

/// The number of whatever can be hashed, below `partitions`.
pub(crate) fn number<T: Hash>(of: &T, partitions: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    usize::try_from(hasher.finish() % partitions as u64).expect("a remainder of a usize is one")
}
