//! Many jobs, a few at a time, with the crates that Rust programs use: `futures` and `tokio`.
//!
//! ```
//! use std::time::Duration;
//! use buffer_unordered::{Failure, each_within};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let half = |n: u32| async move { if n % 2 == 0 { Ok(n / 2) } else { Err("odd") } };
//! let halves = each_within(vec![4, 5, 6], 2, Duration::from_secs(1), half).await;
//! assert_eq!(halves, [Ok(2), Err(Failure::Failed("odd")), Ok(3)]);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `failure`, `streams` (yours), `tasks` (yours). Chapter: `tasks`.
//!
//! Left out: retries, and limits that several callers share (`tokio::sync::Semaphore`).

mod failure;
pub mod predict;
mod streams;
mod tasks;

pub use failure::Failure;
pub use streams::{as_they_come, each_within, in_order};
pub use tasks::{for_each, tasks};
