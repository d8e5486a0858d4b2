//! A sliding window: what counts is the time that lies behind *this* hit, whenever it comes.
//!
//! Each user has a log of the hits that were allowed. What lies a whole window back does not count any more. The log
//! never holds more than the limit, so it is bounded; and because the oldest hit is in it, it says to the
//! millisecond how long to wait.
//!
//! SHORTCUT: a hundred times of 16 bytes for each user who is active. A *sliding counter* takes two numbers in its
//! place, and estimates: it supposes that the hits of the last window were spread evenly.
//! Source: Kong, "How to Design a Scalable Rate Limiting Algorithm". Chapter: `gen_server`.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::limit::{Decision, Limit};

// ANCHOR: sliding
/// Remembers when each user was allowed something.
#[derive(Debug)]
pub struct SlidingWindow {
    limit: Limit,
    /// The allowed hits of each user, oldest first.
    users: BTreeMap<String, VecDeque<Duration>>,
}

impl SlidingWindow {
    /// A limiter that has seen nobody yet.
    ///
    /// # Panics
    /// When the limit allows no hit at all, or its window has no length.
    #[must_use]
    pub fn new(limit: Limit) -> Self {
        Self { limit: limit.sound(), users: BTreeMap::new() }
    }

    /// A user does something; may it? The hits of the last `window` count, up to now and without its first moment: a
    /// hit that lies exactly one window back does not count any more.
    pub fn hit(&mut self, user: &str, now: Duration) -> Decision {
        // ANCHOR: cut_sliding
        let Limit { hits, window } = self.limit;
        let log = self.users.entry(user.to_owned()).or_default();
        while log.front().is_some_and(|oldest| *oldest + window <= now) {
            log.pop_front();
        }
        match log.front() {
            Some(oldest) if log.len() == hits => Decision::Wait(*oldest + window - now),
            _ => {
                log.push_back(now);
                Decision::Allow { left: hits - log.len() }
            }
        }
        // ANCHOR_END: cut_sliding => // TODO sliding: drop what lies a window back; then count. Which hit must go before one is allowed?
        // ANCHOR_END: cut_sliding => let _ = (user, now, self.limit);
        // ANCHOR_END: cut_sliding => todo!("sliding: the hits of the last window")
    }
    // ANCHOR_END: sliding

    // ANCHOR: forget
    /// Forgets every user none of whose hits counts any more. For them nothing changes.
    pub fn forget_quiet(&mut self, now: Duration) {
        // ANCHOR: cut_serve
        let window = self.limit.window;
        self.users.retain(|_, log| log.back().is_some_and(|newest| *newest + window > now));
        // ANCHOR_END: cut_serve => // TODO serve: keep the users with a hit that still counts. Which hit tells?
        // ANCHOR_END: cut_serve => let _ = now;
        // ANCHOR_END: cut_serve => todo!("serve: forget who is quiet")
    }
    // ANCHOR_END: forget

    /// How many users are in memory.
    #[must_use]
    pub fn users(&self) -> usize {
        self.users.len()
    }
}
