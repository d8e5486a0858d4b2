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

    /// How many rows there are; in the order of terms, those of all ranges.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Terms(ordered) => ordered.size(),
            Self::Hashes(hashed) => hashed.size(),
        }
    }

    /// The place of its first key.
    pub(crate) fn first(&self, keys: Keys) -> Option<Place<'_>> {
        self.ahead(keys, None, Direction::Forward).next().map(|entry| keys.place_of(entry))
    }

    /// Whether it has as many keys as it should: a range of terms is neither empty nor too long. Hashes are spread
    /// from the beginning.
    pub(crate) fn fits(&self) -> bool {
        match self {
            Self::Terms(ordered) => ordered.fits(),
            Self::Hashes(_) => true,
        }
    }

    /// Takes the greater half of a range out.
    pub(crate) fn split_off(&mut self, keys: Keys) -> Self {
        match self {
            Self::Terms(ordered) => Self::Terms(ordered.split_off(keys)),
            Self::Hashes(_) => unreachable!("hashes always fit"),
        }
    }
}
