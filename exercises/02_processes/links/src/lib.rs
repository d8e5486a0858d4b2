//! Links: two processes that end together. A link has two ends; this is one process's end of all its links.
//!
//! ```
//! use links::{Action, Event, Links, step};
//!
//! let mut a = Links::new("a");
//! assert_eq!(step(&mut a, Event::LinkAsked { peer: "b" }), [Action::TellLinked { to: "b" }]);
//! let ended = step(&mut a, Event::Ended { reason: "boom".into() });
//! assert_eq!(ended, [Action::SendExit { to: "b", reason: "boom".into() }]);
//! ```
//!
//! Reading order: `links` (yours). Chapter: `processes`.

mod links;

pub use links::{Action, Event, Links, absent, step};
