//! What the nodes of a store say to each other, as pure cores: events in, orders out.
//!
//! Two cores answer the same [`Request`]s. [`naive`] writes to whomever it can see and reads its own copy; [`majority`]
//! asks more than half of the members before it answers anything. Neither knows a clock, a socket or a process: the
//! shell (`replicate`) does, and the judge drives both with a network of paper.
//!
//! Source: Attiya, Bar-Noy, Dolev, "Sharing Memory Robustly in Message-Passing Systems", 1995. Chapter: `kv_store`.

pub mod majority;
pub mod naive;
mod rows;
mod view;

use term::{Atom, Term};

use crate::query::Query;

pub use view::{Epoch, View};

/// The name of a node.
pub type Name = Atom;
/// A moment or a span of time.
pub type Millis = u64;
/// Whoever asked; the shell knows whom it means.
pub type Client = u64;

/// What a client wants of the store.
#[derive(Debug, Clone)]
pub enum Request {
    /// From now on this key has this value.
    Put(Term, Term),
    /// Which value has this key?
    Get(Term),
    /// From now on this key has no value.
    Delete(Term),
    /// What the query makes of the rows `{key, value}`, so many at most.
    Select(Query, Option<usize>),
}

/// What the client hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Written.
    Done,
    /// The value of the key, if it has one.
    Value(Option<Term>),
    /// What a `select` has found.
    Found(Vec<Term>),
    /// Nobody can say whether it was written: the request was on its way, the time ran out. "Maybe" is an answer.
    Unknown,
    /// Too few nodes answered in time; nothing was changed.
    Unavailable,
}

/// Which of two values of a key is the newer one: the one with the higher counter. What stands behind the counter
/// only makes versions unique: of two writes at the same time the same one wins everywhere, and a node that has
/// forgotten everything never gives out a version twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// One more than in the newest version that the writer had found.
    pub counter: u64,
    /// The node that wrote it.
    pub node: Name,
    /// When that node was started: a name may come back without its memory.
    pub born: Millis,
    /// Its how manieth write.
    pub write: u64,
}

/// What a node holds under a key. A key that was deleted keeps its version, without a value: a tombstone. Without it,
/// a node that missed the deletion would bring the value back.
///
/// SHORTCUT: tombstones stay for ever. Cassandra throws them away after ten days, and asks its operators to repair
/// every node more often than that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How new it is.
    pub version: Version,
    /// The value; `None` where it was deleted.
    pub value: Option<Term>,
}

/// Keys and what is held under them, in the order of the keys.
pub type Copy = std::collections::BTreeMap<Term, Row>;

/// Puts a row into a copy, unless a newer one is there.
fn keep_newer(copy: &mut Copy, key: Term, row: Row) {
    match copy.get_mut(&key) {
        Some(held) if held.version >= row.version => {}
        Some(held) => *held = row,
        None => drop(copy.insert(key, row)),
    }
}

/// What a specification makes of these rows.
fn select<'a>(
    rows: impl IntoIterator<Item = (&'a Term, &'a Row)>,
    query: &Query,
    limit: Option<usize>,
) -> Vec<Term> {
    let rows = rows.into_iter().filter_map(|(key, row)| Some(Term::tuple([key.clone(), row.value.clone()?])));
    rows.filter_map(|row| query.spec.run(&row)).take(limit.unwrap_or(usize::MAX)).collect()
}
