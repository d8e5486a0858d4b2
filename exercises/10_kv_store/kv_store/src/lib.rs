//! A key-value store that grows: a table, its owner, several of them, and later several nodes.
//!
//! Each stage of the chapter is a module. What is built in one is used by the next, and what callers see stays the
//! same: [`Store`] is put, get, delete, select and stats, whether one table stands behind it or a cluster.
//!
//! ```
//! use kv_store::Kind;
//! use table::Type;
//!
//! assert_eq!(Kind::Data.table_type(), Type::Set);
//! ```
//!
//! In reading order: `api` (what a store does) and `error` (why it did not), both given; then stage by stage,
//! 1 `kinds` (which type of table for which data), 3 `query`.
//!
//! Left out: values on disk; what no node remembers is lost.
//! Source: OTP, `ets`, `gen_server`, `pg`; Elixir, `Registry`. Chapter: `kv_store`.

// ---- stages 1 to 5: one node
mod api;
mod error;
mod kinds;
mod query;

// ---- stages 6 to 12: several nodes

pub use api::{Page, Stats, Store};
pub use error::StoreError;
pub use kinds::Kind;
pub use query::Query;
