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
//! seed, and a deadlock verdict as soon as nothing can run and no timer is set. Programs that talk to each other over
//! a network get one of that world, [`Net`], where a cable is cut by a function.
//!
//! Reading order: [`check`](fn@check), [`sim`](fn@sim), [`Run`], [`Rng`], [`Net`].

mod check;
mod deadlock;
mod net;
mod recorder;
mod rng;
mod run;
mod sim;

pub use check::{Transcript, check};
pub use net::{CONNECT_TIMEOUT, Fault, FaultError, Net, Schedule, Timed, WINDOW};
pub use rng::Rng;
pub use run::{Outcome, Run, seeds};
pub use sim::{Spawner, World, sim};
pub use trace::{Event, Kind, Report, Source, Tracer, Waiting};
