//! What it costs to start a thread and a task, and to keep many of them.
//!
//! Reading order: `predict` (yours), `meter` and `census` (given), `tasks`, `threads` (yours),
//! `book` (given), `table` (yours).
//! Chapter: `beam_model`.

mod book;
mod census;
mod meter;
pub mod predict;
mod table;
mod tasks;
mod threads;

pub use book::BOOK;
pub use census::{Census, Gate, ThreadGate};
pub use meter::{address_space, heap_bytes};
pub use table::{Figure, figures, table};
pub use tasks::start_tasks;
pub use threads::{Job, STACK, os_thread, start_threads};

/// What a crowd of tasks or threads cost, while all of it was alive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// How many were alive at the moment of the measurement.
    pub alive: usize,
    /// From before the first was started until the last one ran.
    pub took: std::time::Duration,
    /// Memory all of them needed, in bytes.
    pub bytes: u64,
}
