//! Timers: a message to be sent later, as a queue that is asked what is due and never waits itself.
//!
//! ```
//! use std::time::Duration;
//! use timers::{Due, Timers};
//!
//! let second = Duration::from_secs(1);
//! let mut timers = Timers::new();
//! timers.start(Duration::ZERO, 2 * second, "server", "tick");
//! assert_eq!(timers.next_deadline(), Some(2 * second));
//! let fired = timers.step(3 * second);
//! assert_eq!((fired[0].to, fired[0].message), ("server", "tick"));
//! ```
//!
//! Reading order: `timers` (yours). Chapter: `processes`.

mod timers;

pub use timers::{Due, TimerId, Timers};
