//! Rows in the order of the hashes of their keys: a hash table that can be walked like a list.
//!
//! The first bits of its hash say at which slot an entry would like to lie. It lies there, or a little behind: entries
//! stand in ascending order of their hashes, and no gap is between an entry and the slot it would like. So a search
//! begins at one slot and ends at the first gap or the first greater hash, and a walk finds back to where it stopped,
//! whatever came or went meanwhile.
//!
//! Source: Celis, "Robin Hood Hashing" (1986), with the order of Amble and Knuth, "Ordered hash tables" (1974).

use std::cmp::Ordering;

use term::Term;

use crate::Direction;
use crate::entry::{Entry, Rows};
use crate::key::{Keys, Place};

/// Bits of a hash that chose the shard, and so are the same for all its keys.
pub(crate) const SHARD_BITS: u32 = 6;
/// Slots of the smallest table, as a power of two.
const SMALLEST: u32 = 2;

#[derive(Default)]
pub(crate) struct Hashed {
    /// The slots that an entry may like, and some behind them for those who had to move.
    slots: Vec<Option<Entry>>,
    /// How many bits of a hash choose a slot.
    bits: u32,
    /// How many keys there are.
    len: usize,
    /// How many rows they have.
    size: usize,
}

impl Hashed {
    pub(crate) fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        match self.find(keys, place) {
            Ok(slot) => self.slots[slot].as_ref().map_or(&[], |entry| entry.rows.as_slice()),
            Err(_) => &[],
        }
    }

    /// Changes the rows of a key; where none are left, the entry goes.
    pub(crate) fn change<T>(
        &mut self,
        keys: Keys,
        place: Place<'_>,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> T {
        match self.find(keys, place) {
            Ok(slot) => {
                let rows = &mut self.slots[slot].as_mut().expect("what was found is there").rows;
                let before = rows.as_slice().len();
                let result = change(rows);
                self.size = self.size + rows.as_slice().len() - before;
                if rows.is_empty() {
                    self.remove(slot);
                }
                result
            }
            Err(slot) => {
                let mut rows = Rows::None;
                let result = change(&mut rows);
                self.size += rows.as_slice().len();
                if !rows.is_empty() {
                    self.insert(keys, slot, Entry::new(place.rank, rows));
                }
                result
            }
        }
    }

    /// The entries behind `after`, in this direction.
    pub(crate) fn ahead<'a>(
        &'a self,
        keys: Keys,
        after: Option<Place<'_>>,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = &'a Entry> + 'a> {
        let end = self.slots.len();
        let (before, behind) = match after.map(|place| self.find(keys, place)) {
            None => (end, 0),
            Some(Ok(slot)) => (slot, slot + 1),
            Some(Err(slot)) => (slot.min(end), slot.min(end)),
        };
        match direction {
            Direction::Forward => Box::new(self.slots[behind..].iter().flatten()),
            Direction::Backward => Box::new(self.slots[..before].iter().rev().flatten()),
        }
    }

    /// How many rows there are.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The slot that an entry with this hash would like.
    fn liked(&self, rank: u64) -> usize {
        ((rank << SHARD_BITS) >> (u64::BITS - self.bits.max(SMALLEST))) as usize
    }

    /// The slot of this key, or the one where it would have to be.
    #[inline]
    fn find(&self, keys: Keys, place: Place<'_>) -> Result<usize, usize> {
        let mut slot = self.liked(place.rank);
        while let Some(Some(entry)) = self.slots.get(slot) {
            match keys.side(entry, place) {
                Ordering::Less => slot += 1,
                Ordering::Equal => return Ok(slot),
                Ordering::Greater => break,
            }
        }
        Err(slot)
    }

    /// Puts an entry at the slot where [`Hashed::find`] missed it; those behind move on, up to the next gap.
    fn insert(&mut self, keys: Keys, slot: usize, entry: Entry) {
        let mut slot = slot;
        self.len += 1;
        if self.len * 10 > 7 << self.bits {
            self.resize(SMALLEST.max(self.bits + 1));
            slot = self.find(keys, keys.place_of(&entry)).unwrap_or_else(|missed| missed);
        }
        if self.slots.len() <= slot {
            self.slots.resize_with(slot + 1, || None);
        }
        let gap = match self.slots[slot..].iter().position(Option::is_none) {
            Some(distance) => slot + distance,
            None => {
                self.slots.push(None);
                self.slots.len() - 1
            }
        };
        self.slots[slot..=gap].rotate_right(1);
        self.slots[slot] = Some(entry);
    }

    /// Takes an entry out; those behind that are not where they would like to be move back.
    fn remove(&mut self, slot: usize) {
        let moved = |place: &usize| {
            let entry = self.slots.get(*place).and_then(Option::as_ref);
            entry.is_some_and(|entry| self.liked(entry.rank()) < *place)
        };
        let end = (slot + 1..).find(|place| !moved(place)).expect("there is an end");
        self.slots[slot..end].rotate_left(1);
        self.slots[end - 1] = None;
        self.len -= 1;
        if self.bits > SMALLEST && self.len * 8 < 1 << self.bits {
            self.resize(self.bits - 1);
        }
    }

    /// Another number of slots; the order of the entries is the same in every one.
    fn resize(&mut self, bits: u32) {
        self.bits = bits;
        let entries = std::mem::take(&mut self.slots);
        self.slots.reserve_exact((1 << bits) + 16);
        for entry in entries.into_iter().flatten() {
            let slot = self.liked(entry.rank()).max(self.slots.len());
            self.slots.resize_with(slot, || None);
            self.slots.push(Some(entry));
        }
    }
}
