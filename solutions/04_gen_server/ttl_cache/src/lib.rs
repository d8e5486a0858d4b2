//! A cache that forgets: each entry has a time to live.
//!
//! ```
//! use std::time::Duration;
//!
//! use gen_server::{Options, start_link};
//! use process::{Config, System};
//! use ttl_cache::{Settings, TtlCache, get, put, put_for};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let cache = start_link::<TtlCache>(&mut me, Settings::default(), Options::default()).await.expect("init says ok");
//!     put(&me, cache, "page", "<html>");
//!     put_for(&me, cache, "token", "abc", Duration::ZERO);
//!     assert_eq!(get(&mut me, cache, "page").await, Ok(Some("<html>".to_owned())));
//!     assert_eq!(get(&mut me, cache, "token").await, Ok(None));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `core` (yours: what is alive when), `server` (yours: the clock and the timer),
//! `client` (what callers use). Chapter: `gen_server`.
//!
//! Left out: a limit on the number of entries. Without one, a cache holds everything that is put within one time to
//! live.

mod client;
mod core;
pub mod predict;
mod server;

pub use client::{delete, get, put, put_for, size, stored};
pub use core::Cache;
pub use server::{Message, Reply, Request, Settings, Sweep, TtlCache};
