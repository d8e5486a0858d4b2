//! Tasks as children of a supervisor: somebody knows them all, and ends them when the program ends.
//!
//! ```
//! use process::{Config, System};
//! use task::TIMEOUT;
//! use task_supervisor::{Flags, Options, Restart, start_link};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let main = system.spawn(|mut me| async move {
//!     let tasks = start_link(&mut me, Flags::default(), Options::default()).await.unwrap();
//!     tasks.start_child(&mut me, Restart::Temporary, || async { /* nobody waits for this */ }).await.unwrap();
//!
//!     let mut risky = tasks.async_nolink(&mut me, async { "7".parse::<u64>().unwrap() }).await.unwrap();
//!     assert_eq!(risky.yield_within(&mut me, TIMEOUT).await, Some(Ok(7)));
//! });
//! assert_eq!(system.join(main).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `body` (how a task becomes a child), `start` (yours); then
//! `supervisor` (what callers use).
//! Chapter: `supervisors`.

mod body;
pub mod predict;
mod start;
mod supervisor;

pub use dynamic_supervisor::{DynamicError, Flags, Options, Restart, StartError};
pub use supervisor::{TaskSupervisor, start_link};
