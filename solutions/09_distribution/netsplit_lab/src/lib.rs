//! What a netsplit looks like from each side, and what one can do about it.
//!
//! Some cables are cut. Every node sees something else then, and each is right about what it sees. This lab cuts and
//! mends the cables of real nodes on a simulated network, draws who sees whom, and lets one side go on.
//!
//! ```
//! use netsplit_lab::{Sight, Verdict};
//!
//! let sight: Sight = "a: b\nb: a c\nc: b".parse()?;
//! let verdict = Verdict::of(&sight);
//! assert_eq!(verdict.to_string(), "overlap: a b c; a and c do not see each other");
//! # Ok::<(), netsplit_lab::SightError>(())
//! ```
//!
//! In reading order: `sight` (who sees whom); yours are `predict`, `verdict` (what that means), `mesh` (who lets go of
//! whom), `majority` (how many votes are enough) and `side` (who goes on, and when). Given: `member` (the process on
//! each node, with these two cores in it), `plan` (faults as text), `scene` (some nodes, a network, and what happens to
//! them), `story` (what processes are told on each side).
//!
//! Left out: visible nodes on which no member runs; members that come for good, or leave for good.
//! Source: OTP, `global`, "prevent_overlapping_partitions"; RabbitMQ, "pause_minority". Chapter: `distribution`.

mod majority;
mod member;
pub mod mesh;
mod plan;
pub mod predict;
mod scene;
pub mod side;
mod sight;
pub mod story;
mod verdict;

pub use majority::has_majority;
pub use member::{Member, News, RETRY, TICK};
pub use mesh::Prevent;
pub use plan::{parse, random, text};
pub use scene::{Look, Moment, Scene, Setting, look};
pub use side::{CALM, Role};
pub use sight::{Sight, SightError, short};
pub use verdict::{Verdict, islands, torn};
