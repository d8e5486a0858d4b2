//! Counters and a cache once more, on a concurrent map that Rust programs use: `scc::HashMap`.
//!
//! ```
//! use std::time::Duration;
//! use with_scc::{Cache, Counters};
//!
//! let visits = Counters::default();
//! assert_eq!((visits.add("home", 1), visits.add("home", 2)), (1, 3));
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let pages = Cache::default();
//! let page = pages.get_or_load("home", Duration::from_secs(60), async { "<h1>Home</h1>" }).await;
//! assert_eq!((page, pages.get(&"home").await), ("<h1>Home</h1>", Some("<h1>Home</h1>")));
//! assert_eq!(pages.sweep(Duration::from_secs(60)).await, 1);
//! # });
//! ```
//!
//! Reading order: [`predict`], `counters`, `cache` (all yours). Chapter: `tables`.

mod cache;
mod counters;
pub mod predict;

pub use cache::Cache;
pub use counters::Counters;
