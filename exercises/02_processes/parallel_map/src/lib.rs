//! A parallel map by hand: one process for each item, one mailbox that collects the results.
//!
//! ```
//! use parallel_map::map;
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let caller = system.spawn(|mut me| async move {
//!     let squares = map(&mut me, vec![1, 2, 3], |n| async move { n * n }).await;
//!     assert_eq!(squares, [Ok(1), Ok(4), Ok(9)]);
//! });
//! assert_eq!(system.join(caller).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `job` (yours), `map` (yours). Chapter: `processes`.
//!
//! Left out: a limit on how many run at once. `tasks` has it.

mod job;
mod map;

pub use job::Failure;
pub use map::{map, map_within};
