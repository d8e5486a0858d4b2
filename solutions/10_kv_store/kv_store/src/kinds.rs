//! Stage 1: which type of table for which kind of data.
//!
//! A type says two things: how many rows a key may have, and whether keys stand in an order. Whoever picks it by what
//! the data *is* gets a table that cannot be wrong; whoever takes a set for everything writes the rest by hand.
//!
//! Source: OTP, `ets`, "new/2". Chapter: `kv_store`.

use table::Type;

// ANCHOR: kinds
/// What is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The values of the store: a key has one, and a newer one takes the place of the older.
    Data,
    /// Which key was changed when: `{time, key}`. "All since yesterday" is one walk from there to the end.
    Index,
    /// Labels of a page: it has several, and no label twice.
    Tags,
    /// Who opened a page: each time counts, also when the same reader comes again.
    Visits,
}

impl Kind {
    /// The type of table in which such data is what it is.
    #[must_use]
    pub fn table_type(self) -> Type {
        match self {
            // ANCHOR: cut_kinds
            Self::Data => Type::Set,
            Self::Index => Type::OrderedSet,
            Self::Tags => Type::Bag,
            Self::Visits => Type::DuplicateBag,
            // ANCHOR_END: cut_kinds => // TODO kinds: `Type::Set`, `Type::OrderedSet`, `Type::Bag`, `Type::DuplicateBag`: each once
            // ANCHOR_END: cut_kinds => kind => todo!("kinds: a table for {kind:?}"),
        }
    }
}
// ANCHOR_END: kinds
