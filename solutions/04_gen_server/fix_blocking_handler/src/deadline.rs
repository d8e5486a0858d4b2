//! A moment until which somebody waits. It travels with a request, so that the server can see its caller's patience.
//!
//! SHORTCUT: a moment of this machine's clock. Between machines one sends what is left, as clocks differ.
//! Chapter: `gen_server`.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

/// A moment until which somebody waits.
#[derive(Clone, Copy)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    /// So long from now.
    pub(crate) fn after(limit: Duration) -> Self {
        Self(Instant::now() + limit)
    }

    /// Whether nobody waits any more.
    pub(crate) fn has_passed(self) -> bool {
        Instant::now() >= self.0
    }
}

impl fmt::Debug for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "in {:?}", self.0.saturating_duration_since(Instant::now()))
    }
}
