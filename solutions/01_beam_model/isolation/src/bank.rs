//! The work that crashes: a transfer in two steps, with the accident between them. (Given.)

use std::time::Duration;

/// The request that crashes.
pub const FATAL: u32 = 50;

/// The money in the bank. A transfer moves it and neither makes nor destroys any.
pub const TOTAL: u64 = 1_000;

/// Two accounts.
#[derive(Clone, Debug)]
pub struct Bank {
    here: u64,
    there: u64,
}

impl Default for Bank {
    fn default() -> Self {
        Self { here: TOTAL, there: 0 }
    }
}

impl Bank {
    // ANCHOR: transfer
    /// Moves one coin, on behalf of request `n`.
    ///
    /// # Panics
    /// On the fatal request: after the coin has left one account and before it has reached the other.
    pub fn transfer(&mut self, n: u32) {
        self.here -= 1;
        assert!(n != FATAL, "request {n}: no such account");
        self.there += 1;
    }
    // ANCHOR_END: transfer

    /// The money in both accounts.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.here + self.there
    }
}

/// A request that shares nothing: ten milliseconds of waiting, then an answer.
///
/// # Panics
/// On the fatal request.
pub async fn handle(n: u32) -> u32 {
    tokio::time::sleep(Duration::from_millis(10)).await;
    assert!(n != FATAL, "request {n}: no such account");
    n * 2
}
