//! A way to end a running check at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::CheckError;

/// Ends the check it was given to. Clones end the same check.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Ends the check: what it started is killed within some milliseconds, and it returns `Cancelled`.
    pub fn now(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether an end was asked for.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    pub(super) fn check(&self) -> Result<(), CheckError> {
        if self.is_cancelled() { Err(CheckError::Cancelled) } else { Ok(()) }
    }
}
