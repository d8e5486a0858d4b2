//! The rows of one key, and the keys that share a bucket: one of each as a rule.

use std::cmp::Ordering;

use term::Term;

use crate::key::{Keys, Place};

/// The rows of one key, the oldest first.
#[derive(Debug, Default)]
pub(crate) enum Rows {
    #[default]
    None,
    One(Term),
    Many(Box<More>),
}

/// Boxed, so that the usual single row takes no more room than its term.
#[derive(Debug)]
pub(crate) struct More(Vec<Term>);

impl Rows {
    pub(crate) fn as_slice(&self) -> &[Term] {
        match self {
            Self::None => &[],
            Self::One(row) => std::slice::from_ref(row),
            Self::Many(more) => &more.0,
        }
    }

    pub(crate) fn push(&mut self, row: Term) {
        match self {
            Self::Many(more) => more.0.push(row),
            Self::None => *self = Self::One(row),
            Self::One(_) => *self = Self::from(self.take().into_iter().chain([row]).collect::<Vec<_>>()),
        }
    }

    pub(crate) fn take(&mut self) -> Vec<Term> {
        match std::mem::take(self) {
            Self::None => Vec::new(),
            Self::One(row) => vec![row],
            Self::Many(more) => more.0,
        }
    }

    /// Keeps the rows that shall stay.
    pub(crate) fn retain(&mut self, stays: impl FnMut(&Term) -> bool) {
        let mut rows = self.take();
        rows.retain(stays);
        *self = Self::from(rows);
    }
}

impl From<Vec<Term>> for Rows {
    fn from(mut rows: Vec<Term>) -> Self {
        match rows.len() {
            0 | 1 => rows.pop().map_or(Self::None, Self::One),
            _ => Self::Many(Box::new(More(rows))),
        }
    }
}

/// A key that has rows. The key itself stands in them.
#[derive(Debug)]
pub(crate) struct Entry {
    rank: u64,
    pub(crate) rows: Rows,
}

/// Keys that share a bucket, in order.
#[derive(Debug, Default)]
pub(crate) enum Bucket {
    #[default]
    Empty,
    One(Entry),
    Many(Box<[Entry]>),
}

impl Keys {
    /// The place of rows that are there.
    pub(crate) fn place_of(self, entry: &Entry) -> Place<'_> {
        let key = entry.rows.as_slice().first().and_then(|row| self.of(row).ok());
        Place { rank: entry.rank, key: key.expect("a row was only taken with a key") }
    }

    /// Where this entry stands, seen from a place.
    pub(crate) fn side(self, entry: &Entry, place: Place<'_>) -> Ordering {
        entry.rank.cmp(&place.rank).then_with(|| self.in_order(self.place_of(entry), place))
    }
}

impl Bucket {
    pub(crate) fn entries(&self) -> &[Entry] {
        match self {
            Self::Empty => &[],
            Self::One(entry) => std::slice::from_ref(entry),
            Self::Many(entries) => entries,
        }
    }

    pub(crate) fn into_entries(self) -> Vec<Entry> {
        match self {
            Self::Empty => Vec::new(),
            Self::One(entry) => vec![entry],
            Self::Many(entries) => entries.into_vec(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    pub(crate) fn get(&self, keys: Keys, place: Place<'_>) -> &[Term] {
        let found = self.entries().iter().find(|entry| keys.side(entry, place).is_eq());
        found.map_or(&[], |entry| entry.rows.as_slice())
    }

    /// Changes the rows of a key. A key that has none before or afterwards has no entry then.
    pub(crate) fn change<T>(
        &mut self,
        keys: Keys,
        place: Place<'_>,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> T {
        let entries = match self {
            Self::Empty => &mut [],
            Self::One(entry) => std::slice::from_mut(entry),
            Self::Many(entries) => &mut **entries,
        };
        match entries.binary_search_by(|entry| keys.side(entry, place)) {
            Ok(index) => {
                let result = change(&mut entries[index].rows);
                if entries[index].rows.as_slice().is_empty() {
                    self.rearrange(|entries| drop(entries.remove(index)));
                }
                result
            }
            Err(index) => {
                let mut rows = Rows::None;
                let result = change(&mut rows);
                if !rows.as_slice().is_empty() {
                    self.add(index, Entry { rank: place.rank, rows });
                }
                result
            }
        }
    }

    fn add(&mut self, index: usize, entry: Entry) {
        match self {
            Self::Empty => *self = Self::One(entry),
            _ => self.rearrange(|entries| entries.insert(index, entry)),
        }
    }

    /// An entry comes that belongs after all others.
    pub(crate) fn append(&mut self, entry: Entry) {
        self.add(self.entries().len(), entry);
    }

    fn rearrange(&mut self, change: impl FnOnce(&mut Vec<Entry>)) {
        let mut entries = std::mem::take(self).into_entries();
        change(&mut entries);
        *self = match entries.len() {
            0 | 1 => entries.pop().map_or(Self::Empty, Self::One),
            _ => Self::Many(entries.into_boxed_slice()),
        };
    }
}

impl Entry {
    pub(crate) fn rank(&self) -> u64 {
        self.rank
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_bucket_is_a_rank_and_a_term() {
        assert_eq!(size_of::<Rows>(), size_of::<Term>());
        assert_eq!(size_of::<Bucket>(), size_of::<u64>() + size_of::<Term>());
    }
}
