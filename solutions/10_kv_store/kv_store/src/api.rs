//! What a store does, whoever keeps the rows: one table, several of them, or the tables of other nodes.
//!
//! Rows are `{key, value}`. Every method is asked by a process, for it may have to wait for others; every error is a
//! value that says in one line what is known of the write.
//!
//! Chapter: `kv_store`.

use std::fmt;

use process::Context;
use term::Term;

use crate::error::StoreError;
use crate::query::Query;

// ANCHOR: store
/// Put, get, delete, select, stats.
pub trait Store: Send + Sync {
    /// Puts a value under a key. When it returns, every reader finds it.
    fn put(
        &self,
        me: &mut Context,
        key: Term,
        value: Term,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The value under a key, if there is one.
    fn get(
        &self,
        me: &mut Context,
        key: &Term,
    ) -> impl Future<Output = Result<Option<Term>, StoreError>> + Send;

    // ANCHOR_END: store
    /// Takes a key out. That it was there is not asked.
    fn delete(&self, me: &mut Context, key: &Term) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The first results of a query, at most `limit`.
    fn select(
        &self,
        me: &mut Context,
        query: &Query,
        limit: usize,
    ) -> impl Future<Output = Result<Page, StoreError>> + Send;

    /// How much is in it.
    fn stats(&self, me: &mut Context) -> impl Future<Output = Result<Stats, StoreError>> + Send;
}

/// Some results of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most as many as the limit.
    pub rows: Vec<Term>,
    /// Whether there may be others.
    pub more: bool,
}

/// How much is in a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// How many keys have a value.
    pub keys: usize,
    /// In how many tables they lie.
    pub tables: usize,
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "keys: {}, tables: {}", self.keys, self.tables)
    }
}
