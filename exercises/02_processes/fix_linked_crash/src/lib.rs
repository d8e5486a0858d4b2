//! Three ways to outlive a worker that crashes: trap exits, monitor instead of link, leave it to a supervisor.
//!
//! ```
//! use fix_linked_crash::ask_monitoring;
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let parent = system.spawn(|mut me| async move {
//!     assert_eq!(ask_monitoring(&mut me, async { 42 }).await, Ok(42));
//! });
//! assert_eq!(system.join(parent).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict`, `ask`, `supervise` (all yours). Chapter: `processes`.

mod ask;
pub mod predict;
mod supervise;

pub use ask::{ask_monitoring, ask_trapping};
pub use supervise::supervise;
