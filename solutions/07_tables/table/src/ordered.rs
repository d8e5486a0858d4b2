//! Rows in the order of terms: one range of them.
//!
//! A tree over the ranks of the keys: they are small, lie side by side, and are compared in one instruction. What is
//! behind one of them is a slot.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as At;
use std::ops::Bound::{self, Excluded, Unbounded};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use term::Term;

use crate::Direction;
use crate::entry::{Entry, Rows};
use crate::key::{Keys, Place};
use crate::slot::Slot;

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
        let mut entries = self.ahead(keys, None, Direction::Forward);
        let middle = keys.place_of(entries.nth(self.len / 2).expect("no more than half is passed over"));
        let (rank, key) = (middle.rank, middle.key.clone());
        drop(entries);
        let mut slots = self.slots.split_off(&rank);
        let same = slots.get_mut(&rank).and_then(|slot| slot.take_before(keys, &key));
        self.slots.extend(same.map(|slot| (rank, slot)));
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
