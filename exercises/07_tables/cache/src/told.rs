//! What callers are told: counts, and why there is no value.
//!
//! Chapter: `tables`.

use std::fmt;

use process::{CallError, ExitReason};

/// How often what has happened, since the owner has started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "four counts")]
pub struct Stats {
    pub hits: i64,
    pub misses: i64,
    pub loads: i64,
    pub evictions: i64,
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The load has crashed, with this reason. Nothing is kept; the next fetch loads again.
    Crashed(ExitReason),
    /// The owner did not answer.
    Call(CallError),
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hits, misses, loads, evictions } = self;
        write!(f, "hits {hits}, misses {misses}, loads {loads}, evictions {evictions}")
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crashed(reason) => write!(f, "the load has crashed: {reason}"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FetchError {}
