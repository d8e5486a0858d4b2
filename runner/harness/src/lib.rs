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
//! Reading order: [`check`](fn@check), [`sim`](fn@sim), [`Run`], [`Rng`].

mod check;
mod deadlock;
mod recorder;
mod rng;
mod run;
mod sim;

pub use check::{Transcript, check};
pub use rng::Rng;
pub use run::{Outcome, Run, seeds};
pub use sim::{Spawner, World, sim};
pub use trace::{Event, Kind, Report, Source, Tracer, Waiting};
