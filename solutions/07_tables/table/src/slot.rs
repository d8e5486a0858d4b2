//! The keys of one rank: a single one as a rule.
//!
//! Keys that share a rank, as texts with the same beginning do, or tuples of one size, have a tree of their own, in
//! which they are compared as a whole.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::{self, Entry as At};
use std::ops::Bound::{Excluded, Unbounded};

use term::Term;

use crate::Direction;
use crate::entry::{Entry, Rows};
use crate::key::{Keys, Place};

pub(crate) enum Slot {
    One(Entry),
    Many(Box<Tree>),
}

pub(crate) struct Tree(BTreeMap<Key, Entry>);

/// A key that knows what table it belongs to, and so how it is compared.
pub(crate) struct Key(Keys, Term);

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.compare(&self.1, &other.1)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

impl Slot {
    pub(crate) fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        match self {
            Self::One(entry) if keys.side(entry, place).is_eq() => entry.rows.as_slice(),
            Self::One(_) => &[],
            Self::Many(tree) => {
                tree.0.get(&Key(keys, place.key.clone())).map_or(&[], |entry| entry.rows.as_slice())
            }
        }
    }

    pub(crate) fn change<T>(
        &mut self,
        keys: Keys,
        place: Place<'_>,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> T {
        match self {
            Self::One(entry) if keys.side(entry, place).is_eq() => return change(&mut entry.rows),
            Self::One(_) => {}
            Self::Many(tree) => {
                if let At::Occupied(mut at) = tree.0.entry(Key(keys, place.key.clone())) {
                    let result = change(&mut at.get_mut().rows);
                    if at.get().rows.is_empty() {
                        at.remove();
                    }
                    return result;
                }
            }
        }
        let mut rows = Rows::None;
        let result = change(&mut rows);
        if !rows.is_empty() {
            let key = Key(keys, place.key.clone());
            self.tree(keys).insert(key, Entry::new(place.rank, rows));
        }
        result
    }

    /// Its tree, made of the only entry if there is none yet.
    fn tree(&mut self, keys: Keys) -> &mut BTreeMap<Key, Entry> {
        if let Self::One(entry) = self {
            let key = Key(keys, keys.place_of(entry).key.clone());
            let entry = Entry::new(entry.rank(), std::mem::take(&mut entry.rows));
            *self = Self::Many(Box::new(Tree(BTreeMap::from([(key, entry)]))));
        }
        match self {
            Self::Many(tree) => &mut tree.0,
            Self::One(_) => unreachable!("it has just become a tree"),
        }
    }

    /// Takes out the keys before this one, which is there.
    pub(crate) fn take_before(&mut self, keys: Keys, key: &Term) -> Option<Self> {
        let Self::Many(tree) = self else { return None };
        let rest = tree.0.split_off(&Key(keys, key.clone()));
        let before = std::mem::replace(&mut tree.0, rest);
        (!before.is_empty()).then(|| Self::Many(Box::new(Tree(before))))
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::One(entry) => entry.rows.is_empty(),
            Self::Many(tree) => tree.0.is_empty(),
        }
    }

    pub(crate) fn all(&self) -> Entries<'_> {
        match self {
            Self::One(entry) => Entries::One(Some(entry)),
            Self::Many(tree) => Entries::Many(tree.0.range::<Key, _>(..)),
        }
    }

    /// The entries behind `after`, in this direction.
    pub(crate) fn behind(&self, keys: Keys, after: Place<'_>, direction: Direction) -> Entries<'_> {
        match self {
            Self::One(entry) => {
                let wanted = match direction {
                    Direction::Forward => Ordering::Greater,
                    Direction::Backward => Ordering::Less,
                };
                Entries::One((keys.side(entry, after) == wanted).then_some(entry))
            }
            Self::Many(tree) => {
                let after = Key(keys, after.key.clone());
                Entries::Many(match direction {
                    Direction::Forward => tree.0.range((Excluded(after), Unbounded)),
                    Direction::Backward => tree.0.range(..after),
                })
            }
        }
    }
}

/// Entries of one rank, from both ends.
pub(crate) enum Entries<'a> {
    One(Option<&'a Entry>),
    Many(btree_map::Range<'a, Key, Entry>),
}

impl<'a> Iterator for Entries<'a> {
    type Item = &'a Entry;

    fn next(&mut self) -> Option<&'a Entry> {
        match self {
            Self::One(only) => only.take(),
            Self::Many(range) => range.next().map(|(_, entry)| entry),
        }
    }
}

impl DoubleEndedIterator for Entries<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(only) => only.take(),
            Self::Many(range) => range.next_back().map(|(_, entry)| entry),
        }
    }
}
