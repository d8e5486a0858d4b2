//! The rows of a table, spread over shards with a lock each.
//!
//! A reader waits for no other reader, and a writer only for those at the same shard. No code of a caller runs
//! under a lock, except for a visitor; if that panics, nothing is changed in its shard, and the table goes on.
//!
//! SHORTCUT: an `ordered_set` is one shard. On the BEAM, `write_concurrency` makes it a tree that splits its locks
//! where threads meet (K. Sagonas and K. Winblad, "A contention adapting approach to concurrent ordered sets").

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use term::Term;

use crate::Type;
use crate::entry::Rows;
use crate::hashed::SHARD_BITS;
use crate::index::Index;
use crate::key::{Keys, Place};

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
    keys: Keys,
    shards: Box<[Shard]>,
}

/// Cache lines of its own, so that threads at neighbours do not disturb each other.
#[repr(align(128))]
struct Shard(RwLock<Part>);

/// What one lock guards: some of the keys, and how many rows they have together.
pub(crate) struct Part {
    index: Index,
    size: usize,
}

impl Shard {
    fn read(&self) -> RwLockReadGuard<'_, Part> {
        // A visitor panicked before anything was changed: what a poisoned lock guards is whole.
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Part> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    fn new(kind: Type) -> Self {
        Self { index: Index::new(kind), size: 0 }
    }

    fn change<T>(&mut self, keys: Keys, place: Place<'_>, change: impl FnOnce(&mut Rows) -> T) -> T {
        let size = &mut self.size;
        self.index.change(keys, place, |rows| {
            let before = rows.as_slice().len();
            let result = change(rows);
            *size = *size + rows.as_slice().len() - before;
            result
        })
    }
}

impl Shards {
    pub(crate) fn new(keys: Keys) -> Self {
        let shards = if keys.kind == Type::OrderedSet { 1 } else { 1 << SHARD_BITS };
        Self { keys, shards: (0..shards).map(|_| Shard(RwLock::new(Part::new(keys.kind)))).collect() }
    }

    /// The shard of a place: the first bits of a hash choose it.
    fn number(&self, place: Place<'_>) -> usize {
        if self.shards.len() == 1 { 0 } else { (place.rank >> (64 - SHARD_BITS)) as usize }
    }

    /// Looks at the rows of a key.
    pub(crate) fn read<T>(&self, key: &Term, look: impl FnOnce(&[Term]) -> T) -> T {
        let place = self.keys.place(key);
        look(self.shards[self.number(place)].read().index.get(self.keys, place))
    }

    /// Changes the rows of a key.
    pub(crate) fn change<T>(&self, key: &Term, change: impl FnOnce(&mut Rows) -> T) -> T {
        let place = self.keys.place(key);
        self.shards[self.number(place)].write().change(self.keys, place, change)
    }

    /// Locks the shards of several keys at once.
    pub(crate) fn lock<'a>(&self, keys: impl Iterator<Item = &'a Term>) -> Locked<'_> {
        // In ascending order: two who lock several never wait for each other.
        let numbers: BTreeSet<usize> = keys.map(|key| self.number(self.keys.place(key))).collect();
        let guards = numbers.into_iter().map(|number| (number, self.shards[number].write())).collect();
        Locked { shards: self, guards }
    }

    pub(crate) fn size(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().size).sum()
    }

    /// Takes every row out, in one moment.
    pub(crate) fn clear(&self) {
        let mut guards: Vec<_> = self.shards.iter().map(Shard::write).collect();
        let empty = || Part::new(self.keys.kind);
        let rows: Vec<Part> =
            guards.iter_mut().map(|guard| std::mem::replace(&mut **guard, empty())).collect();
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
        let after = after.map(|key| self.keys.place(key));
        self.way(after, direction).find_map(|(number, after)| {
            let shard = self.shards[number].read();
            let mut ahead = shard.index.ahead(self.keys, after, direction);
            let stopped = ahead.find(|entry| look(entry.rows.as_slice()) == Flow::Stop);
            stopped.map(|entry| self.keys.place_of(entry).key.clone())
        })
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
        let after = after.map(|key| self.keys.place(key));
        self.way(after, direction).find_map(|(number, after)| {
            let mut shard = self.shards[number].write();
            let mut changes = Vec::new();
            let stopped = shard.index.ahead(self.keys, after, direction).find_map(|entry| {
                let (flow, change) = look(entry.rows.as_slice());
                let key = || self.keys.place_of(entry).key.clone();
                changes.extend(change.map(|change| (key(), change)));
                (flow == Flow::Stop).then(key)
            });
            for (key, change) in changes {
                shard.change(self.keys, self.keys.place(&key), |rows| apply(rows, change));
            }
            stopped
        })
    }

    /// The shards of a walk, in order; only in the first one is there something to pass over.
    fn way<'a>(
        &self,
        after: Option<Place<'a>>,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = (usize, Option<Place<'a>>)> + 'a> {
        let (from, end) = (after.map(|place| self.number(place)), self.shards.len());
        let pass_over = move |number| (number, after.filter(|_| from == Some(number)));
        match direction {
            Direction::Forward => Box::new((from.unwrap_or(0)..end).map(pass_over)),
            Direction::Backward => Box::new((0..from.map_or(end, |from| from + 1)).rev().map(pass_over)),
        }
    }
}

/// Several shards, locked together.
pub(crate) struct Locked<'a> {
    shards: &'a Shards,
    guards: Vec<(usize, RwLockWriteGuard<'a, Part>)>,
}

impl Locked<'_> {
    pub(crate) fn get(&mut self, key: &Term) -> &[Term] {
        let keys = self.shards.keys;
        let place = keys.place(key);
        self.part(place).index.get(keys, place)
    }

    pub(crate) fn change<T>(&mut self, key: &Term, change: impl FnOnce(&mut Rows) -> T) -> T {
        let keys = self.shards.keys;
        let place = keys.place(key);
        self.part(place).change(keys, place, change)
    }

    fn part(&mut self, place: Place<'_>) -> &mut Part {
        let number = self.shards.number(place);
        let found = self.guards.binary_search_by_key(&number, |(number, _)| *number);
        &mut self.guards[found.expect("the shard of each key was locked")].1
    }
}
