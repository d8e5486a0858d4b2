//! A judge of what a store answered: could all these replies have come from one object that does one thing at a time?
//!
//! ```
//! use judge::{History, Register, Verdict, check, shrink};
//!
//! let history: History<_, _> = "
//!     a 0..10  put x 1 -> ok
//!     a 20..30 put x 2 -> ok
//!     b 40..50 get x   -> 2
//!     c 60..70 get x   -> 1
//! ".parse()?;
//! let Verdict::Not { misfit, why, .. } = check(&history, &Register::default()) else { panic!("it is not") };
//! assert_eq!(misfit, 3);
//! assert_eq!(why, "`get x` of c returned 1, where only 2 would be right");
//! assert_eq!(shrink(&history, &Register::default()).operations().len(), 3);
//! # Ok::<(), judge::ParseError>(())
//! ```
//!
//! Reading order: `history`, `model`, `register`; then the judge: `step` (what may come next), `walk` and `search`,
//! `check` (key by key), `shrink`; `promises` (other judges); what is done to a store: `workload`, `nemesis`, and both
//! for the `stages` of the chapter; `text`; `strip` and `svg`, which draw a history.
//!
//! Left out: objects that may answer in more than one way, and transactions over several keys.
//! Source: Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects", 1990.
//! Chapter: `kv_store`.

mod bits;
mod check;
mod history;
mod layout;
mod model;
pub mod nemesis;
pub mod predict;
pub mod promises;
mod register;
mod rng;
mod search;
mod shrink;
pub mod stages;
pub mod step;
mod strip;
mod svg;
pub mod text;
mod walk;
pub mod workload;

pub use bits::Done;
pub use check::{Verdict, check, check_counting};
pub use history::{Ending, History, Moment, Operation};
pub use model::{Count, Counter, Lock, Model, Turn, Words};
pub use nemesis::{Fault, Schedule};
pub use register::{Register, Reply, Request};
pub use shrink::{shrink, shrink_list};
pub use strip::{Glyphs, strip};
pub use svg::svg;
pub use text::ParseError;
pub use workload::Workload;
