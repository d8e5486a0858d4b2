//! How much is too much, and what is said to whoever asks.
//!
//! Source: RFC 6585, section 4 (`429 Too Many Requests` and `Retry-After`). Chapter: `gen_server`.

use std::time::Duration;

/// So many hits in a window of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// At least 1: who may never come needs no limiter.
    pub hits: usize,
    /// How long the window is; longer than nothing.
    pub window: Duration,
}

impl Limit {
    /// The same limit, if anybody could ever keep within it.
    ///
    /// # Panics
    /// When it allows no hit at all, or its window has no length.
    pub(crate) fn sound(self) -> Self {
        assert!(self.hits > 0, "a limit allows one hit at least");
        assert!(!self.window.is_zero(), "the window of a limit has a length");
        self
    }
}

impl Default for Limit {
    /// A hundred in a minute.
    fn default() -> Self {
        Self { hits: 100, window: Duration::from_secs(60) }
    }
}

/// What a limiter says to a hit.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on. So many more would be allowed now.
    Allow {
        /// How many.
        left: usize,
    },
    /// Not now. After this time one hit is allowed, if nobody comes first. A refused hit does not count.
    Wait(Duration),
}
