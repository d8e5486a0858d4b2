//! The rows of a table: places in order, spread over shards with a lock each.
//!
//! A reader waits for no other reader, and a writer for those at the same shard. No code of a caller runs under a
//! lock, except for a visitor; if that panics, the change of its shard is not made, and the table goes on.
//!
//! SHORTCUT: a tree over hashes costs log n where a hash table costs one step; the order of a walk is what it buys.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use term::Term;

use crate::Type;
use crate::place::Place;

/// Shards of a table that is ordered by hashes: the first six bits of the hash choose one.
const SHARDS: u64 = 64;

/// The rows of one key, the oldest first.
#[derive(Debug, Default)]
pub(crate) enum Rows {
    #[default]
    None,
    One(Term),
    Many(Vec<Term>),
}

impl Rows {
    pub(crate) fn as_slice(&self) -> &[Term] {
        match self {
            Self::None => &[],
            Self::One(row) => std::slice::from_ref(row),
            Self::Many(rows) => rows,
        }
    }

    pub(crate) fn push(&mut self, row: Term) {
        *self = match std::mem::take(self) {
            Self::None => Self::One(row),
            Self::One(first) => Self::Many(vec![first, row]),
            Self::Many(mut rows) => {
                rows.push(row);
                Self::Many(rows)
            }
        };
    }

    pub(crate) fn take(&mut self) -> Vec<Term> {
        match std::mem::take(self) {
            Self::None => Vec::new(),
            Self::One(row) => vec![row],
            Self::Many(rows) => rows,
        }
    }

    /// Keeps the rows that shall stay.
    pub(crate) fn retain(&mut self, mut stays: impl FnMut(&Term) -> bool) {
        match self {
            Self::Many(rows) => rows.retain(stays),
            Self::One(row) if stays(row) => {}
            other => *other = Self::None,
        }
    }
}

/// One shard; a cache line of its own, so that threads at neighbours do not disturb each other.
#[derive(Default)]
#[repr(align(128))]
struct Shard(RwLock<Places>);

/// The places of one shard, and how many rows lie there.
#[derive(Default)]
pub(crate) struct Places {
    places: BTreeMap<Place, Rows>,
    size: usize,
}

/// In which direction a walk goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// In the order of the table.
    #[default]
    Forward,
    /// From its end.
    Backward,
}

/// Whether a walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    On,
    Stop,
}

pub(crate) struct Shards {
    kind: Type,
    shards: Box<[Shard]>,
}

impl Shard {
    fn read(&self) -> RwLockReadGuard<'_, Places> {
        // What a visitor of ours panicked in is whole: see `walk_and_change`.
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Places> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    pub(crate) fn get(&self, place: &Place) -> &[Term] {
        self.places.get(place).map_or(&[], Rows::as_slice)
    }

    /// Changes the rows of a key; where none are left, the place goes.
    pub(crate) fn change<T>(&mut self, place: Place, change: impl FnOnce(&mut Rows) -> T) -> T {
        use std::collections::btree_map::Entry;
        let (result, before, after) = match self.places.entry(place) {
            Entry::Vacant(vacant) => {
                let mut rows = Rows::None;
                let result = change(&mut rows);
                let after = rows.as_slice().len();
                if after > 0 {
                    vacant.insert(rows);
                }
                (result, 0, after)
            }
            Entry::Occupied(mut occupied) => {
                let before = occupied.get().as_slice().len();
                let result = change(occupied.get_mut());
                let after = occupied.get().as_slice().len();
                if after == 0 {
                    occupied.remove();
                }
                (result, before, after)
            }
        };
        self.size = self.size + after - before;
        result
    }
}

impl Shards {
    pub(crate) fn new(kind: Type) -> Self {
        let shards = if kind == Type::OrderedSet { 1 } else { SHARDS };
        Self { kind, shards: (0..shards).map(|_| Shard::default()).collect() }
    }

    pub(crate) fn place(&self, key: &Term) -> Place {
        Place::of(key, self.kind)
    }

    fn number(&self, place: &Place) -> usize {
        if self.shards.len() == 1 { 0 } else { (place.rank >> (64 - SHARDS.ilog2())) as usize }
    }

    /// Looks at the rows of a key.
    pub(crate) fn read<T>(&self, key: &Term, look: impl FnOnce(&[Term]) -> T) -> T {
        let place = self.place(key);
        look(self.shards[self.number(&place)].read().get(&place))
    }

    /// Changes the rows of a key.
    pub(crate) fn change<T>(&self, key: &Term, change: impl FnOnce(&mut Rows) -> T) -> T {
        let place = self.place(key);
        self.shards[self.number(&place)].write().change(place, change)
    }

    /// Locks the shards of several keys at once.
    pub(crate) fn lock<'a>(&self, keys: impl Iterator<Item = &'a Term>) -> Locked<'_> {
        // In ascending order: two who lock several never wait for each other.
        let numbers: BTreeSet<usize> = keys.map(|key| self.number(&self.place(key))).collect();
        let guards = numbers.into_iter().map(|number| (number, self.shards[number].write())).collect();
        Locked { shards: self, guards }
    }

    pub(crate) fn size(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().size).sum()
    }

    /// Takes every row out, in one moment.
    pub(crate) fn clear(&self) {
        let mut guards: Vec<_> = self.shards.iter().map(Shard::write).collect();
        let rows: Vec<Places> = guards.iter_mut().map(|guard| std::mem::take(&mut **guard)).collect();
        drop(guards);
        drop(rows); // outside of the locks: there may be many
    }

    /// Shows the rows, one key after the other, until the end is reached or `look` stops; gives the key where it
    /// stopped.
    pub(crate) fn walk(
        &self,
        after: Option<&Term>,
        direction: Direction,
        mut look: impl FnMut(&[Term]) -> Flow,
    ) -> Option<Term> {
        let after = after.map(|key| self.place(key));
        for number in self.way(after.as_ref(), direction) {
            let shard = self.shards[number].read();
            let stopped = shard.ahead(after.as_ref(), direction).find(|(_, rows)| look(rows) == Flow::Stop);
            if let Some((place, _)) = stopped {
                return Some(place.key.clone());
            }
        }
        None
    }

    /// The same with the right to change: `look` says what becomes of the rows of a key, if anything does.
    /// Nothing is changed in a shard before `look` has seen all it wants to see there.
    pub(crate) fn walk_and_change<C>(
        &self,
        after: Option<&Term>,
        direction: Direction,
        mut look: impl FnMut(&[Term]) -> (Flow, Option<C>),
        apply: impl Fn(&mut Rows, C),
    ) -> Option<Term> {
        let after = after.map(|key| self.place(key));
        for number in self.way(after.as_ref(), direction) {
            let mut shard = self.shards[number].write();
            let mut changes = Vec::new();
            let stopped = shard.ahead(after.as_ref(), direction).find_map(|(place, rows)| {
                let (flow, change) = look(rows);
                changes.extend(change.map(|change| (place.clone(), change)));
                (flow == Flow::Stop).then(|| place.key.clone())
            });
            for (place, change) in changes {
                shard.change(place, |rows| apply(rows, change));
            }
            if stopped.is_some() {
                return stopped;
            }
        }
        None
    }

    /// The shards of a walk, in order.
    fn way(&self, after: Option<&Place>, direction: Direction) -> Box<dyn Iterator<Item = usize>> {
        let from = after.map(|place| self.number(place));
        match direction {
            Direction::Forward => Box::new(from.unwrap_or(0)..self.shards.len()),
            Direction::Backward => Box::new((0..from.map_or(self.shards.len(), |from| from + 1)).rev()),
        }
    }
}

impl Places {
    /// What a walk still has before it.
    fn ahead(
        &self,
        after: Option<&Place>,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = (&Place, &[Term])> + '_> {
        let rows = match (after, direction) {
            (None, _) => self.places.range(..),
            (Some(after), Direction::Forward) => self.places.range((Excluded(after), Unbounded)),
            (Some(after), Direction::Backward) => self.places.range(..after),
        };
        let shown = rows.map(|(place, rows)| (place, rows.as_slice()));
        if direction == Direction::Forward { Box::new(shown) } else { Box::new(shown.rev()) }
    }
}

/// Several shards, locked together.
pub(crate) struct Locked<'a> {
    shards: &'a Shards,
    guards: Vec<(usize, RwLockWriteGuard<'a, Places>)>,
}

impl Locked<'_> {
    pub(crate) fn get(&mut self, key: &Term) -> &[Term] {
        let (place, shard) = self.find(key);
        shard.get(&place)
    }

    pub(crate) fn change<T>(&mut self, key: &Term, change: impl FnOnce(&mut Rows) -> T) -> T {
        let (place, shard) = self.find(key);
        shard.change(place, change)
    }

    fn find(&mut self, key: &Term) -> (Place, &mut Places) {
        let place = self.shards.place(key);
        let number = self.shards.number(&place);
        let found = self.guards.binary_search_by_key(&number, |(number, _)| *number);
        (place, &mut self.guards[found.expect("the shard of each key was locked")].1)
    }
}
