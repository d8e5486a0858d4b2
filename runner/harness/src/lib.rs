//! What checks are written with.
//!
//! A check says what it tests, keeps a transcript, and compares it with a recorded one:
//!
//! ```
//! harness::check("order_lost", |t| {
//!     t.line("sent; left: a1 b2");
//!     t.beam("sent; left: a1 b2"); // lines a real BEAM printed
//! });
//! ```
//!
//! Concurrent code runs in [`sim`]: one thread, a paused clock, an order of execution that follows from the
//! seed, and a deadlock verdict as soon as nothing can run and no timer is set.
//!
//! Reading order: [`check`], [`sim`](mod@sim), [`rng`].

mod check;
mod recorder;
mod rng;
mod sim;

pub use check::{Transcript, check};
pub use rng::Rng;
pub use sim::{Outcome, Run, Spawner, World, seeds, sim};
pub use trace::{Event, Kind, Report, Source, Tracer, Waiting};
