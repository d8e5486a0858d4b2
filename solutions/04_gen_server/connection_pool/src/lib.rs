//! A pool of connections: it lends them, keeps a line of those who wait, and loses none, whoever dies or gives up.
//!
//! ```
//! use std::time::Duration;
//!
//! use connection_pool::{Pool, PoolError};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let pool = Pool::start_link(&mut me, 1).await.expect("nothing can fail in init");
//!     let second = Duration::from_secs(1);
//!     let connection = pool.checkout(&mut me, second).await.expect("one is free");
//!     assert_eq!(pool.checkin(&mut me, connection).await, Ok(()));
//!     assert_eq!(pool.checkin(&mut me, connection).await, Err(PoolError::NotHolder));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `event`, `ledger` (yours: who has what and who waits, without any process),
//! `server` (yours: the process around it), `client` (yours: what callers use). Chapter: `gen_server`.
//!
//! Left out: connections that break, an overflow beyond N, checkouts that are refused when the line is long.

mod client;
mod event;
mod ledger;
pub mod predict;
mod server;

pub use client::{Pool, PoolError};
pub use event::{Action, Connection, Event, Status};
pub use ledger::{Ledger, step};
