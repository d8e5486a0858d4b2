//! A message as a term, and back: what crosses between nodes. What does not fit is no message.
//!
//! Chapter: `kv_store`.

use term::{Term, term};

use super::Message;
use crate::replica::Name;
use crate::replica::rows::{number_of, read_rows, rows_term};

impl Message {
    /// The term that another node can read.
    #[must_use]
    pub fn to_term(&self, from: Name) -> Term {
        let said = match self {
            Self::Store(number, rows) => term!({:store, (*number), (rows_term(rows))}),
            Self::Stored(number) => term!({:stored, (*number)}),
            Self::CopyAsked => term!({:copy_asked}),
        };
        term!({:kv_naive, (from), (said)})
    }

    /// What this term says, and who says it.
    #[must_use]
    pub fn from_term(term: &Term) -> Option<(Name, Self)> {
        let [tag, from, said] = term.as_tuple()? else { return None };
        if tag.as_atom()?.text() != "kv_naive" {
            return None;
        }
        let (what, parts) = said.as_tuple()?.split_first()?;
        let message = match (what.as_atom()?.text(), parts) {
            ("store", [number, rows]) => Self::Store(number_of(number)?, read_rows(rows)?),
            ("stored", [number]) => Self::Stored(number_of(number)?),
            ("copy_asked", []) => Self::CopyAsked,
            _ => return None,
        };
        Some((from.as_atom()?, message))
    }
}
