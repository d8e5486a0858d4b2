//! Keys: where they stand in a row, which are the same, which comes first.
//!
//! Each key has a rank, a number that decides nearly every comparison; only where two ranks are equal are the keys
//! themselves compared, by `=:=` or by `==`, as the type of the table says. In an `ordered_set` the rank follows
//! the order of terms. In all other types it is the hash of the key: rows lie in the order of their hashes, so a
//! walk goes on where it stopped, whatever was inserted or deleted meanwhile.
//!
//! Source: OTP, `ets` ("keypos", "ordered_set").

use std::cmp::Ordering;

use term::Term;

use crate::rank::{hash, order};
use crate::{TableError, Type};

/// What a table knows of keys.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) kind: Type,
    /// From 1.
    pub(crate) position: usize,
}

/// A key and its rank: all it takes to find its rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'key> {
    pub(crate) rank: u64,
    pub(crate) key: &'key Term,
}

impl Keys {
    /// The key of a row.
    pub(crate) fn of(self, row: &Term) -> Result<&Term, TableError> {
        let elements = row.as_tuple().ok_or(TableError::NotATuple)?;
        // TODO: the element at our position, which counts from 1
        let _ = (elements, self.position, TableError::NoKeyInRow);
        todo!("key: the element at the key position")
    }

    /// Which key comes first, and whether they are the same; their ranks are equal.
    pub(crate) fn compare(self, one: &Term, other: &Term) -> Ordering {
        // TODO: `compare` is Erlang's `==`, `cmp` is `=:=`; which type takes which?
        let _ = (one, other);
        todo!("types: are these two one key?")
    }

    /// Where the rows of a key lie.
    pub(crate) fn place(self, key: &Term) -> Place<'_> {
        let rank = match self.kind {
            Type::OrderedSet => order(key),
            Type::Set | Type::Bag | Type::DuplicateBag => hash(key),
        };
        Place { rank, key }
    }

    pub(crate) fn in_order(self, one: Place<'_>, other: Place<'_>) -> Ordering {
        one.rank.cmp(&other.rank).then_with(|| self.compare(one.key, other.key))
    }
}
