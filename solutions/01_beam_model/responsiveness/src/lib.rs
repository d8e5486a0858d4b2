//! Short calls beside a long report, on one worker: who waits for whom, and what helps.
//!
//! Time is virtual: [`work`] keeps the worker busy and moves the clock, so a minute of report costs no time and every
//! run gives the same latencies.
//!
//! Reading order: `predict` (yours), `lab` (given), `percentile`, `budget`, `place` (yours). Chapter: `beam_model`.

mod budget;
mod lab;
mod percentile;
mod place;
pub mod predict;

pub use budget::{Budget, REDUCTIONS, report};
pub use lab::{CALL, Done, Job, Pool, REPORT, ROW, day, work};
pub use percentile::percentile;
pub use place::{off_the_worker, place};
