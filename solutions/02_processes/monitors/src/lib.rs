//! Monitors: a one-way look at another process, which ends with one `DOWN`.
//!
//! ```
//! use monitors::{Action, Event, Monitors, Target, step};
//!
//! let mut watcher = Monitors::new();
//! let target = Target::Process("b");
//! step(&mut watcher, Event::MonitorAsked { reference: 1, target: target.clone() });
//! let reason = exit_signals::ExitReason::from("boom");
//! let down = step(&mut watcher, Event::DownArrived { reference: 1, reason: reason.clone() });
//! assert_eq!(down, [Action::Deliver { reference: 1, target, reason }]);
//! ```
//!
//! Reading order: `event` (given), `monitors` (yours). Chapter: `processes`.

mod event;
mod monitors;

pub use event::{Action, Event, Flush, Target};
pub use monitors::{Monitors, absent, step};
