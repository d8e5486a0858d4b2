//! A thousand requests, and number 50 crashes. Who notices?
//!
//! The same accident happens four times: in one loop, under one lock, in one task of many, in a task that owns the state.
//!
//! Reading order: `predict` (yours), `bank` and `crash` (given), `locks`, `tasks`, `owner` (yours).
//! Chapter: `beam_model`.

mod bank;
mod crash;
mod locks;
mod owner;
pub mod predict;
mod tasks;

pub use bank::{Bank, FATAL, TOTAL, handle};
pub use crash::{Crash, reason};
pub use locks::{HalfDone, Served, audit, serve_shared};
pub use owner::Keeper;
pub use tasks::{Outcome, serve_each};
