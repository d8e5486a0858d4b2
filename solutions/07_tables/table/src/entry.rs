//! The rows of one key: one as a rule.

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

    pub(crate) fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
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

impl Entry {
    pub(crate) fn new(rank: u64, rows: Rows) -> Self {
        Self { rank, rows }
    }

    pub(crate) fn rank(&self) -> u64 {
        self.rank
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_entry_is_a_rank_and_a_term() {
        assert_eq!(size_of::<Rows>(), size_of::<Term>());
        assert_eq!(size_of::<Option<Entry>>(), size_of::<u64>() + size_of::<Term>());
    }
}
