//! The rows of a table, spread over shards with a lock each.
//!
//! A reader waits for no other reader, and a writer only for those at the same shard. No code of a caller runs
//! under a lock, except for a visitor; if that panics, nothing is changed in its shard, and the table goes on.
//!
//! The shards of hashes are always the same ones; in `ranges` stands how those of an `ordered_set` come and go.

use std::collections::BTreeSet;
use std::sync::RwLockWriteGuard;

use term::Term;

use crate::Type;
use crate::entry::Rows;
use crate::hashed::SHARD_BITS;
use crate::index::Index;
use crate::key::{Keys, Place};
use crate::ranges::{List, Ranges};
use crate::shard::Shard;

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
    layout: Layout,
}

/// Which rows share a lock.
enum Layout {
    /// Those whose hashes begin with the same bits.
    Hashes(Box<[Shard]>),
    /// Neighbours.
    Terms(Ranges),
}

/// The number of a shard of hashes.
fn number(place: Place<'_>) -> usize {
    (place.rank >> (64 - SHARD_BITS)) as usize
}

impl Shards {
    pub(crate) fn new(keys: Keys) -> Self {
        let shard = |_| Shard::new(Index::new(keys.kind));
        let layout = match keys.kind {
            Type::OrderedSet => Layout::Terms(Ranges::new(keys)),
            Type::Set | Type::Bag | Type::DuplicateBag => {
                Layout::Hashes((0..1 << SHARD_BITS).map(shard).collect())
            }
        };
        Self { keys, layout }
    }

    /// Looks at the rows of a key.
    pub(crate) fn read<T>(&self, key: &Term, look: impl FnOnce(&[Term]) -> T) -> T {
        let place = self.keys.place(key);
        match &self.layout {
            Layout::Hashes(shards) => look(shards[number(place)].read().get(self.keys, place)),
            Layout::Terms(ranges) => look(ranges.read().shard(place).read().get(self.keys, place)),
        }
    }

    /// Changes the rows of a key.
    pub(crate) fn change<T>(&self, key: &Term, change: impl FnOnce(&mut Rows) -> T) -> T {
        let place = self.keys.place(key);
        let change = |shard: &Shard| {
            let mut index = shard.write();
            (index.change(self.keys, place, change), index.fits())
        };
        let (result, fits) = match &self.layout {
            Layout::Hashes(shards) => change(&shards[number(place)]),
            Layout::Terms(ranges) => change(ranges.read().shard(place)),
        };
        if !fits {
            self.tidy(place);
        }
        result
    }

    /// Brings the range of a place into shape.
    fn tidy(&self, place: Place<'_>) {
        if let Layout::Terms(ranges) = &self.layout {
            ranges.write().tidy(place);
        }
    }

    /// Locks the shards of several keys at once; an `ordered_set` as a whole.
    pub(crate) fn lock<'a>(&self, keys: impl Iterator<Item = &'a Term>) -> Locked<'_> {
        let guards = match &self.layout {
            Layout::Hashes(shards) => {
                // In ascending order: two who lock several never wait for each other.
                let numbers: BTreeSet<usize> = keys.map(|key| number(self.keys.place(key))).collect();
                Guards::Some(numbers.into_iter().map(|number| (number, shards[number].write())).collect())
            }
            Layout::Terms(ranges) => Guards::All(ranges.write()),
        };
        Locked { keys: self.keys, guards }
    }

    pub(crate) fn size(&self) -> usize {
        match &self.layout {
            Layout::Hashes(shards) => shards.iter().map(|shard| shard.read().size()).sum(),
            Layout::Terms(ranges) => ranges.read().size(),
        }
    }

    /// Takes every row out, in one moment.
    pub(crate) fn clear(&self) {
        // What was there is dropped outside of the locks: it may be much.
        match &self.layout {
            Layout::Hashes(shards) => {
                let mut guards: Vec<_> = shards.iter().map(Shard::write).collect();
                let empty = || Index::new(self.keys.kind);
                let rows: Vec<Index> =
                    guards.iter_mut().map(|guard| std::mem::replace(&mut **guard, empty())).collect();
                drop(guards);
                drop(rows);
            }
            Layout::Terms(ranges) => {
                let rows = std::mem::replace(&mut *ranges.write(), List::new(self.keys));
                drop(rows);
            }
        }
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
        self.pass(after, direction, |shard, after| {
            let index = shard.read();
            let mut ahead = index.ahead(self.keys, after, direction);
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
        let mut emptied = Vec::new();
        let stopped = self.pass(after, direction, |shard, after| {
            let mut index = shard.write();
            let mut changes = Vec::new();
            let stopped = index.ahead(self.keys, after, direction).find_map(|entry| {
                let (flow, change) = look(entry.rows.as_slice());
                let key = || self.keys.place_of(entry).key.clone();
                changes.extend(change.map(|change| (key(), change)));
                (flow == Flow::Stop).then(key)
            });
            for (key, change) in changes {
                index.change(self.keys, self.keys.place(&key), |rows| apply(rows, change));
                if !index.fits() {
                    emptied.push(key);
                }
            }
            stopped
        });
        emptied.iter().for_each(|key| self.tidy(self.keys.place(key)));
        stopped
    }

    /// Brings a walk from shard to shard, until `visit` has an answer; only in the first one is there something to
    /// pass over.
    fn pass<T>(
        &self,
        after: Option<Place<'_>>,
        direction: Direction,
        mut visit: impl FnMut(&Shard, Option<Place<'_>>) -> Option<T>,
    ) -> Option<T> {
        let shards = match &self.layout {
            Layout::Terms(ranges) => return ranges.walk(after, direction, visit),
            Layout::Hashes(shards) => shards,
        };
        let (from, end) = (after.map(number), shards.len());
        let pass_over = |number| visit(&shards[number], after.filter(|_| from == Some(number)));
        match direction {
            Direction::Forward => (from.unwrap_or(0)..end).find_map(pass_over),
            Direction::Backward => (0..from.map_or(end, |from| from + 1)).rev().find_map(pass_over),
        }
    }
}

/// Several shards, locked together.
pub(crate) struct Locked<'a> {
    keys: Keys,
    guards: Guards<'a>,
}

enum Guards<'a> {
    Some(Vec<(usize, RwLockWriteGuard<'a, Index>)>),
    All(RwLockWriteGuard<'a, List>),
}

impl Locked<'_> {
    pub(crate) fn get(&mut self, key: &Term) -> &[Term] {
        let (keys, place) = (self.keys, self.keys.place(key));
        self.index(place).get(keys, place)
    }

    pub(crate) fn change<T>(&mut self, key: &Term, change: impl FnOnce(&mut Rows) -> T) -> T {
        let (keys, place) = (self.keys, self.keys.place(key));
        let result = self.index(place).change(keys, place, change);
        if let Guards::All(list) = &mut self.guards {
            list.tidy(place);
        }
        result
    }

    fn index(&mut self, place: Place<'_>) -> &mut Index {
        match &mut self.guards {
            Guards::Some(guards) => {
                let found = guards.binary_search_by_key(&number(place), |(number, _)| *number);
                &mut guards[found.expect("the shard of each key was locked")].1
            }
            Guards::All(list) => list.alone(place),
        }
    }
}
