//! What one lock guards: rows in the order of terms, or in that of hashes.

use term::Term;

use crate::entry::{Entry, Rows};
use crate::hashed::Hashed;
use crate::key::{Keys, Place};
use crate::ordered::Ordered;
use crate::{Direction, Type};

pub(crate) enum Index {
    Terms(Ordered),
    Hashes(Hashed),
}

impl Index {
    pub(crate) fn new(kind: Type) -> Self {
        match kind {
            Type::OrderedSet => Self::Terms(Ordered::default()),
            Type::Set | Type::Bag | Type::DuplicateBag => Self::Hashes(Hashed::default()),
        }
    }

    pub(crate) fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        match self {
            Self::Terms(ordered) => ordered.get(keys, place),
            Self::Hashes(hashed) => hashed.get(keys, place),
        }
    }

    pub(crate) fn change<T>(
        &mut self,
        keys: Keys,
        place: Place<'_>,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> T {
        match self {
            Self::Terms(ordered) => ordered.change(keys, place, change),
            Self::Hashes(hashed) => hashed.change(keys, place, change),
        }
    }

    /// The keys that a walk in this direction still has before it.
    pub(crate) fn ahead<'a>(
        &'a self,
        keys: Keys,
        after: Option<Place<'_>>,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = &'a Entry> + 'a> {
        match self {
            Self::Terms(ordered) => ordered.ahead(keys, after, direction),
            Self::Hashes(hashed) => hashed.ahead(keys, after, direction),
        }
    }
}
