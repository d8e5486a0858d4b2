//! Keys, and the rule that leads from a key to a partition.
//!
//! The same key gives the same number as long as there are as many partitions. An integer goes where its value says, any
//! other term where its hash says.
//!
//! Differs: Elixir hashes with `:erlang.phash2`; here it is the hasher of the standard library, so a term has another
//! number. Neither promises its routing for the next version: a number is not for a file, nor for another node.
//! Source: Elixir, `PartitionSupervisor`, "Implementation notes". Chapter: `supervisors`.

use std::hash::{DefaultHasher, Hash, Hasher};

// ANCHOR: key
/// What a caller routes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// An integer: neighbours go to neighbouring partitions.
    Integer(i64),
    /// The hash of any other term.
    Term(u64),
}
// ANCHOR_END: key

impl Key {
    // ANCHOR: route
    /// The key of a term.
    pub fn term(term: &(impl Hash + ?Sized)) -> Self {
        // ANCHOR: cut_route
        let mut hasher = DefaultHasher::new();
        term.hash(&mut hasher);
        Self::Term(hasher.finish())
        // ANCHOR_END: cut_route => // TODO route: a hasher takes the term in and says a number. Which hasher says the same again?
        // ANCHOR_END: cut_route => let _ = (term, DefaultHasher::new, Hasher::finish as fn(&DefaultHasher) -> u64);
        // ANCHOR_END: cut_route => todo!("route: the hash of a term")
    }

    /// The number of its partition, if there are so many.
    #[must_use]
    pub fn partition(self, partitions: u64) -> u64 {
        // ANCHOR: cut_route
        let number = match self {
            Self::Integer(n) => n.unsigned_abs(),
            Self::Term(hash) => hash,
        };
        number % partitions
        // ANCHOR_END: cut_route => // TODO route: a number below `partitions`; of an integer its absolute value counts
        // ANCHOR_END: cut_route => let _ = partitions;
        // ANCHOR_END: cut_route => todo!("route: from a key to a number")
    }
    // ANCHOR_END: route
}

impl From<i64> for Key {
    fn from(n: i64) -> Self {
        Self::Integer(n)
    }
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self::term(name)
    }
}
