//! Rate limits that nobody waits for: each caller counts for itself, in a public table, by one operation.
//!
//! ```
//! use std::time::Duration;
//!
//! use counters::{Decision, Limit, Limiter};
//! use process::{Config, System};
//! use table::Tables;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let tables = Tables::new(&system);
//! let owner = system.spawn(move |me| async move {
//!     let limiter = Limiter::new(&tables, &me, Limit::default()).expect("the name is free");
//!     assert_eq!(limiter.hit(&me, "ann", Duration::ZERO), Ok(Decision::Allow { left: 99 }));
//! });
//! assert_eq!(system.join(owner).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` and `limiter` (yours), `race` (given: the same limit by reading first), `slots` (yours:
//! counters without a table). Chapter: `tables`.
//!
//! Left out: windows that slide (the exercise `rate_limiter` has one), and limits that several nodes share.

mod limiter;
pub mod predict;
mod race;
mod slots;

pub use limiter::Limiter;
pub use race::hit_by_reading;
pub use rate_limiter::{Decision, Limit};
pub use slots::{SlotError, Slots};
