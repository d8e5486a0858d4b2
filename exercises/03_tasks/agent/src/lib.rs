//! An agent: a process that holds a state, and to which functions are sent.
//!
//! ```
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let owner = system.spawn(|mut me| async move {
//!     let counter = agent::start_link(&mut me, || 40).await.expect("init cannot fail");
//!     counter.update(&mut me, |n| *n += 1).await.expect("adding one is quick");
//!     let old = counter.get_and_update(&mut me, |n| std::mem::replace(n, 50)).await;
//!     assert_eq!(old, Ok(41));
//! });
//! assert_eq!(system.join(owner).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `job`, `server` (yours), `handle`, `calls` (yours), `clients` (yours).
//! Chapter: `tasks`.
//!
//! Left out: names for agents, and functions given as module, name and arguments, which Elixir needs between nodes.

mod calls;
mod clients;
mod handle;
mod job;
pub mod predict;
mod server;

pub use clients::{SLOW, next_number, report_inside, report_outside};
pub use handle::{Agent, start, start_link};
