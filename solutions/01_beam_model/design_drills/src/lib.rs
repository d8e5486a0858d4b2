//! Five small models, each a few lines of arithmetic, and the decisions they carry.
//!
//! ```
//! use design_drills::capacity::{PROCESSES, THREADS, machines};
//!
//! const GIB: u64 = 1 << 30;
//! assert!(machines(50_000, THREADS, 16 * GIB) > machines(50_000, PROCESSES, 16 * GIB));
//! ```
//!
//! Reading order: `capacity`, `blast`, `hops`, `live_class`, `decisions` (all yours). Chapter: `beam_model`.

pub mod blast;
pub mod capacity;
pub mod decisions;
pub mod hops;
pub mod live_class;
