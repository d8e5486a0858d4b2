//! What a member answers when an operation asks.
//!
//! Chapter: `kv_store`.

use std::ops::Bound;

use term::Term;

use super::{Ask, Majority, Page, Said, Standing, Tell};
use crate::replica::{Name, keep_newer};

/// So many rows travel in one letter.
const PAGE: usize = 500;

impl Majority {
    /// Answers, or stays silent where this node has no vote.
    pub(super) fn vote(&mut self, from: Name, number: u64, ask: Ask) {
        let tell = match ask {
            Ask::Newest(key) if self.votes() => Tell::Newest(self.copy.get(&key).cloned()),
            Ask::Page(after) if self.votes() => Tell::Page(self.page(after)),
            // What it is asked to keep from now on, it keeps, whatever it has forgotten.
            Ask::Store(rows) if !matches!(self.standing, Standing::Joining { .. }) => {
                for (key, row) in rows {
                    keep_newer(&mut self.copy, key, row);
                }
                Tell::Stored
            }
            _ => return,
        };
        self.send(from, Said::Tell(number, tell));
    }

    fn page(&self, after: Option<Term>) -> Page {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut rows = self.copy.range((from, Bound::Unbounded));
        let shown = rows.by_ref().take(PAGE).map(|(key, row)| (key.clone(), row.clone())).collect();
        Page { rows: shown, more: rows.next().is_some(), accepted: self.accepted.clone() }
    }
}
