//! Rows in the order of terms: one range of them.
//!
//! A tree over the ranks of the keys: they are small, lie side by side, and are compared in one instruction. Keys that
//! share a rank, as texts with the same beginning do, or tuples of one size, have a tree of their own, over the keys.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::{self, Entry as At};
use std::ops::Bound::{self, Excluded, Unbounded};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use term::Term;

use crate::Direction;
use crate::entry::{Entry, Rows};
use crate::key::{Keys, Place};

/// A range with more rows is split. Those of tests are short, so that there are edges everywhere.
const MOST: usize = if cfg!(debug_assertions) { 32 } else { 4096 };

#[derive(Default)]
pub(crate) struct Ordered {
    slots: BTreeMap<u64, Slot>,
    /// How many rows there are.
    len: usize,
    /// How many rows the whole table has: all its ranges count here.
    size: Arc<AtomicUsize>,
}

/// The keys of one rank.
enum Slot {
    One(Entry),
    Many(Box<Tree>),
}

struct Tree(BTreeMap<Key, Entry>);

/// A key that knows what table it belongs to, and so how it is compared.
struct Key(Keys, Term);

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
    fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        match self {
            Self::One(entry) if keys.side(entry, place).is_eq() => entry.rows.as_slice(),
            Self::One(_) => &[],
            Self::Many(tree) => {
                tree.0.get(&Key(keys, place.key.clone())).map_or(&[], |entry| entry.rows.as_slice())
            }
        }
    }

    fn change<T>(&mut self, keys: Keys, place: Place<'_>, change: impl FnOnce(&mut Rows) -> T) -> T {
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

    fn is_empty(&self) -> bool {
        match self {
            Self::One(entry) => entry.rows.is_empty(),
            Self::Many(tree) => tree.0.is_empty(),
        }
    }

    fn all(&self) -> Entries<'_> {
        match self {
            Self::One(entry) => Entries::One(Some(entry)),
            Self::Many(tree) => Entries::Many(tree.0.range::<Key, _>(..)),
        }
    }

    /// The entries behind `after`, in this direction.
    fn behind(&self, keys: Keys, after: Place<'_>, direction: Direction) -> Entries<'_> {
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
enum Entries<'a> {
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

impl Ordered {
    pub(crate) fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        self.slots.get(&place.rank).map_or(&[], |slot| slot.get(keys, place))
    }

    /// Changes the rows of a key; where none are left, the entry goes.
    pub(crate) fn change<T>(
        &mut self,
        keys: Keys,
        place: Place<'_>,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> T {
        let (mut before, mut after) = (0, 0);
        let counted = |rows: &mut Rows| {
            before = rows.as_slice().len();
            let result = change(rows);
            after = rows.as_slice().len();
            result
        };
        let result = match self.slots.entry(place.rank) {
            At::Occupied(mut at) => {
                let result = at.get_mut().change(keys, place, counted);
                if at.get().is_empty() {
                    at.remove();
                }
                result
            }
            At::Vacant(at) => {
                let mut rows = Rows::None;
                let result = counted(&mut rows);
                if !rows.is_empty() {
                    at.insert(Slot::One(Entry::new(place.rank, rows)));
                }
                result
            }
        };
        if after != before {
            self.len = self.len + after - before;
            self.size.fetch_add(after.wrapping_sub(before), Relaxed);
        }
        result
    }

    /// How many rows the whole table has.
    pub(crate) fn size(&self) -> usize {
        self.size.load(Relaxed)
    }

    pub(crate) fn fits(&self) -> bool {
        (1..=MOST).contains(&self.len)
    }

    /// Takes the greater half out.
    pub(crate) fn split_off(&mut self, keys: Keys) -> Self {
        let middle =
            self.ahead(keys, None, Direction::Forward).nth(self.len / 2).expect("more than half are there");
        let (rank, key) = (middle.rank(), Key(keys, keys.place_of(middle).key.clone()));
        let mut slots = self.slots.split_off(&rank);
        // Of those that share its rank, the smaller ones stay.
        if let Some(Slot::Many(tree)) = slots.get_mut(&rank) {
            let greater = tree.0.split_off(&key);
            let smaller = std::mem::replace(&mut tree.0, greater);
            if !smaller.is_empty() {
                self.slots.insert(rank, Slot::Many(Box::new(Tree(smaller))));
            }
        }
        let len = self.len - self.len / 2;
        self.len /= 2;
        Self { slots, len, size: Arc::clone(&self.size) }
    }

    /// The entries behind `after`, in this direction.
    pub(crate) fn ahead<'a>(
        &'a self,
        keys: Keys,
        after: Option<Place<'_>>,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = &'a Entry> + 'a> {
        let same = after.and_then(|place| Some(self.slots.get(&place.rank)?.behind(keys, place, direction)));
        let same = same.into_iter().flatten();
        let rank: Bound<u64> = after.map_or(Unbounded, |place| Excluded(place.rank));
        match direction {
            Direction::Forward => {
                let rest = self.slots.range((rank, Unbounded));
                Box::new(same.chain(rest.flat_map(|(_, slot)| slot.all())))
            }
            Direction::Backward => {
                let rest = self.slots.range((Unbounded, rank)).rev();
                Box::new(same.rev().chain(rest.flat_map(|(_, slot)| slot.all().rev())))
            }
        }
    }
}
