//! A fixed window: time is cut into windows, and each user has a counter that starts again with each of them.
//!
//! It costs one number for each user. And it has a flaw: the windows do not know of each other, so twice the limit
//! fits around an edge.
//!
//! Left out: users are never forgotten. The sliding window does that; this one is here for its flaw.
//! Source: Kong, "How to Design a Scalable Rate Limiting Algorithm". Chapter: `gen_server`.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::limit::{Decision, Limit};

/// Counts hits by user and window. The windows begin at 0, `window`, 2 · `window` and so on.
#[derive(Debug)]
pub struct FixedWindow {
    limit: Limit,
    users: BTreeMap<String, Used>,
}

/// What a user has used up of one window.
#[derive(Debug, Default)]
struct Used {
    /// Where the window begins.
    begin: Duration,
    hits: usize,
}

impl FixedWindow {
    /// A limiter that has seen nobody yet.
    ///
    /// # Panics
    /// When the limit allows no hit at all, or its window has no length.
    #[must_use]
    pub fn new(limit: Limit) -> Self {
        Self { limit: limit.sound(), users: BTreeMap::new() }
    }

    /// Where the window begins in which `now` lies.
    fn begin(&self, now: Duration) -> Duration {
        let window = self.limit.window.as_nanos();
        Duration::from_nanos_u128(now.as_nanos() / window * window)
    }

    /// A user does something; may it?
    pub fn hit(&mut self, user: &str, now: Duration) -> Decision {
        // TODO fixed: count in the user's window; a new window starts at 0. When does this one end?
        let _ = (user, self.begin(now), self.limit);
        let _ = self.users.values().map(|Used { begin, hits }| (begin, hits)).count();
        todo!("fixed: count in a window")
    }
}
