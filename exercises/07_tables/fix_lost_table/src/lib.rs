//! Scores in a table that its server owns: what becomes of them when the server crashes, and who could inherit them.
//!
//! ```
//! use fix_lost_table::{add, children, flags, score};
//! use process::{Config, System};
//! use supervisor::{Options, start_link};
//! use table::Tables;
//! use term::term;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let tables = Tables::new(&system);
//! let client = system.spawn(move |mut me| async move {
//!     start_link(&mut me, children(&tables), flags(), Options::default()).await.expect("both start");
//!     assert_eq!(add(&mut me, "ann", term!(10)).await, Ok(10));
//!     assert_eq!(score(&tables, &me, "ann"), Ok(vec![term!({"ann", 10})]));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `client` (given), `scores` (the server: yours to repair), `keeper` and `tree`
//! (yours). Chapter: `tables`.
//!
//! Left out: rows that are wrong. What a crash has left in the table, the next server finds there.

mod client;
mod keeper;
pub mod predict;
mod scores;
mod tree;

pub use client::{add, score};
pub use keeper::{Claim, Keeper};
pub use scores::{Add, Scores};
pub use tree::{children, flags};
