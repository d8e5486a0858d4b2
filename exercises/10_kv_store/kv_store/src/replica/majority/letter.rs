//! What nodes say to each other.
//!
//! Chapter: `kv_store`.

use std::collections::BTreeMap;

use term::Term;

use crate::replica::{Epoch, Millis, Name, Row, View};

/// What one node says to another, and what it knew when it said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who wrote it.
    pub from: Name,
    /// In which epoch.
    pub epoch: Epoch,
    /// Which births it had heard of; its own is among them.
    pub births: BTreeMap<Name, Millis>,
    /// What it says.
    pub said: Said,
}

impl Letter {
    /// In which life of its writer it was written.
    pub(super) fn born(&self) -> Millis {
        self.births.get(&self.from).copied().unwrap_or_default()
    }
}

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A question of this number.
    Ask(u64, Ask),
    /// The answer to the question of this number.
    Tell(u64, Tell),
    /// Which list of members counts?
    ViewAsked,
    /// This one counts.
    View(View),
    /// I have heard that this one counts.
    Adopted(Epoch),
    /// I want to be a member.
    Join,
    /// I want this list to count next.
    Propose(View),
    /// I agree.
    Accepted(Epoch),
}

/// What an operation asks of the members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// What do you hold under this key?
    Newest(Term),
    /// What do you hold under the next keys, after this one?
    Page(Option<Term>),
    /// Keep these rows, unless you have newer ones.
    Store(Vec<(Term, Row)>),
}

/// What a member answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// This, or nothing.
    Newest(Option<Row>),
    /// These.
    Page(Page),
    /// They are kept.
    Stored,
}

/// Some rows of a copy, in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<(Term, Row)>,
    /// Whether the copy has more behind them.
    pub more: bool,
    /// The list to which this member has agreed, and which may count already.
    pub accepted: Option<View>,
}
