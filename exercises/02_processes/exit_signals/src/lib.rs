//! Why a process ends, and what that does to the processes that hear of it.
//!
//! ```
//! use exit_signals::{Effect, ExitReason, Sender, TrapExit, Via, effect};
//!
//! let boom = ExitReason::from("boom");
//! let over_a_link = effect(Via::Link, Sender::Other, &boom, TrapExit::No);
//! assert_eq!(over_a_link, Effect::Die(boom));
//! ```
//!
//! Reading order: `reason` (given), `effect` (yours), `predict` (yours). Chapter: `processes`.

mod effect;
pub mod predict;
mod reason;

pub use effect::{Effect, Sender, TrapExit, Via, effect};
pub use reason::ExitReason;
