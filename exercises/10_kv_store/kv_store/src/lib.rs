//! A key-value store that grows: a table, its owner, several of them, and later several nodes.
//!
//! Each stage of the chapter is a module or two. What is built in one is used by the next, and what callers see stays
//! the same: [`Store`] is put, get, delete, select and stats, whether one table stands behind it or a cluster.
//!
//! ```
//! use kv_store::{Query, Store, start_link};
//! use process::{Config, ExitReason, System};
//! use table::Tables;
//! use term::term;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let tables = Tables::new(&system);
//! let client = system.spawn(move |mut me| async move {
//!     let store = start_link(&mut me, &tables, "kv", 4).await.expect("it starts");
//!     store.put(&mut me, term!("ann"), term!(31)).await.unwrap();
//!     store.put(&mut me, term!("bob"), term!(19)).await.unwrap();
//!     assert_eq!(store.get(&mut me, &term!("ann")).await, Ok(Some(term!(31))));
//!     let adults = Query::parse(r#"[{{:"$1", :"$2"}, [{:>, :"$2", 20}], [:"$1"]}]"#).unwrap();
//!     assert_eq!(store.select(&mut me, &adults, 10).await.unwrap().rows, [term!("ann")]);
//! });
//! assert_eq!(system.join(client).await, ExitReason::Normal);
//! # });
//! ```
//!
//! In reading order: `api` (what a store does) and `error` (why it did not), both given; then stage by stage:
//! 1 `kinds` (which type of table for which data); 2 `keeper`, `owner`, `store` (one table, read without asking, that
//! survives a crash), with `address`; 3 `query`, `pages` (match specifications typed as text); 4 `route` (several
//! owners, found by name); 5 `watch` (who hears of changes); `tree` starts all of it; `command` (what is typed);
//! 6 `cluster` (who sees whom), 7 `remote` (ask another node), 8 `leader` (one owner, and a failover);
//! 9 and 10 `replica` (what nodes say to each other, as pure cores), `replicate` (the process around them); 12 `beam`.
//!
//! Left out: values on disk; what no node remembers is lost.
//! Source: OTP, `ets`, `gen_server`, `pg`; Elixir, `Registry`. Chapter: `kv_store`.

// ---- stages 1 to 5: one node
mod address;
mod api;
mod error;
mod keeper;
mod kinds;
mod owner;
mod pages;
mod query;
mod route;
mod store;
mod tree;
mod watch;

// ---- stages 6 to 12: several nodes
pub mod beam;
pub mod cluster;
pub mod command;
pub mod leader;
pub mod remote;
pub mod replica;
pub mod replicate;

// ---- stages 1 to 5
pub use api::{Page, Stats, Store};
pub use error::StoreError;
pub use kinds::Kind;
pub use pages::Pages;
pub use query::{Plan, Query};
pub use route::Routed;
pub use store::Partition;
pub use tree::{announcer, start_link, tellers};
pub use watch::{Heard, Watch, changes};

// ---- stages 6 to 12
