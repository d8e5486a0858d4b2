//! Buckets in the order of ranks: a tree for an `ordered_set`, a directory for all other types.
//!
//! Hashes are spread evenly, so the first bits of a hash say at once which bucket it is. When keys become many, each
//! bucket is split by the next bit; the order stays.
//!
//! SHORTCUT: a directory is doubled in one go and never shrinks, except when the table is emptied. The BEAM splits
//! and joins one bucket at a time.
//! Source: P.-Å. Larson, "Dynamic hash tables" (1988); the BEAM takes this for its hash tables.

use std::collections::BTreeMap;

use term::Term;

use crate::bucket::{Bucket, Entry, Rows};
use crate::key::{Keys, Place};
use crate::{Direction, Type};

/// Bits of a hash that chose the shard, and so are the same for all its keys.
pub(crate) const SHARD_BITS: u32 = 6;
/// A new directory has four buckets.
const FIRST_BITS: u32 = 2;

pub(crate) enum Index {
    Tree(BTreeMap<u64, Bucket>),
    Directory(Directory),
}

/// Two to the power of `bits` buckets, or none.
#[derive(Default)]
pub(crate) struct Directory {
    bits: u32,
    buckets: Vec<Bucket>,
    /// How many keys there are.
    keys: usize,
}

impl Index {
    pub(crate) fn new(kind: Type) -> Self {
        match kind {
            Type::OrderedSet => Self::Tree(BTreeMap::new()),
            Type::Set | Type::Bag | Type::DuplicateBag => Self::Directory(Directory::default()),
        }
    }

    pub(crate) fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        let bucket = match self {
            Self::Tree(tree) => tree.get(&place.rank),
            Self::Directory(directory) => directory.buckets.get(directory.number(place.rank)),
        };
        bucket.map_or(&[], |bucket| bucket.get(keys, place))
    }

    pub(crate) fn change<T>(
        &mut self,
        keys: Keys,
        place: Place<'_>,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> T {
        match self {
            Self::Tree(tree) => {
                let bucket = tree.entry(place.rank).or_default();
                let result = bucket.change(keys, place, change);
                if bucket.is_empty() {
                    tree.remove(&place.rank);
                }
                result
            }
            Self::Directory(directory) => directory.change(keys, place, change),
        }
    }

    /// The keys that a walk in this direction still has before it.
    pub(crate) fn ahead<'a>(
        &'a self,
        keys: Keys,
        after: Option<Place<'a>>,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = &'a Entry> + 'a> {
        let wanted = match direction {
            Direction::Forward => std::cmp::Ordering::Greater,
            Direction::Backward => std::cmp::Ordering::Less,
        };
        let is_ahead = move |entry: &&Entry| after.is_none_or(|place| keys.side(entry, place) == wanted);
        let rank = after.map(|place| place.rank);
        match (self, direction) {
            (Self::Tree(tree), Direction::Forward) => Box::new(
                tree.range(rank.unwrap_or(0)..).flat_map(|(_, bucket)| bucket.entries()).filter(is_ahead),
            ),
            (Self::Tree(tree), Direction::Backward) => {
                let range = tree.range(..=rank.unwrap_or(u64::MAX)).rev();
                Box::new(range.flat_map(|(_, bucket)| bucket.entries().iter().rev()).filter(is_ahead))
            }
            (Self::Directory(directory), Direction::Forward) => {
                let first = rank.map_or(0, |rank| directory.number(rank));
                let buckets = directory.buckets.iter().skip(first);
                Box::new(buckets.flat_map(Bucket::entries).filter(is_ahead))
            }
            (Self::Directory(directory), Direction::Backward) => {
                let last = rank.map_or(usize::MAX, |rank| directory.number(rank) + 1);
                let buckets = directory.buckets.iter().take(last).rev();
                Box::new(buckets.flat_map(|bucket| bucket.entries().iter().rev()).filter(is_ahead))
            }
        }
    }
}

impl Directory {
    /// The bucket of a hash: the bits after those that chose the shard.
    fn number(&self, rank: u64) -> usize {
        ((rank << SHARD_BITS) >> (64 - self.bits.max(1))) as usize
    }

    fn change<T>(&mut self, keys: Keys, place: Place<'_>, change: impl FnOnce(&mut Rows) -> T) -> T {
        if self.keys >= self.buckets.len() / 4 * 3 {
            self.grow();
        }
        let number = self.number(place.rank);
        let bucket = &mut self.buckets[number];
        let before = bucket.entries().len();
        let result = bucket.change(keys, place, change);
        self.keys = self.keys + bucket.entries().len() - before;
        result
    }

    /// Splits each bucket by the next bit of the hashes.
    fn grow(&mut self) {
        self.bits = if self.buckets.is_empty() { FIRST_BITS } else { self.bits + 1 };
        let mut buckets = Vec::new();
        buckets.resize_with(1 << self.bits, Bucket::default);
        for entry in std::mem::take(&mut self.buckets).into_iter().flat_map(Bucket::into_entries) {
            let number = self.number(entry.rank());
            buckets[number].append(entry);
        }
        self.buckets = buckets;
    }
}
