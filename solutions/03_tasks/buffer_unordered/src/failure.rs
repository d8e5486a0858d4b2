//! Why there is no result for a job.
//!
//! Chapter: `tasks`.

use std::fmt;

use tokio::task::JoinError;

// ANCHOR: failure
/// Why there is no result for a job. `E` is the job's own kind of error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure<E> {
    /// The job says so itself.
    Failed(E),
    /// It was not ready in time, and was dropped.
    Late,
    /// It panicked, with this message. Only a job with a task of its own can be survived in this way.
    Crashed(String),
}
// ANCHOR_END: failure

impl<E> Failure<E> {
    /// What tokio tells of a task that has no result.
    pub(crate) fn of(error: JoinError) -> Self {
        match error.try_into_panic() {
            Ok(panic) => Self::Crashed(match panic.downcast::<&str>() {
                Ok(text) => (*text).to_owned(),
                Err(panic) => panic.downcast::<String>().map_or_else(|_| "panic".to_owned(), |text| *text),
            }),
            Err(cancelled) => Self::Crashed(cancelled.to_string()),
        }
    }
}

impl<E: fmt::Display> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => write!(f, "failed {error}"),
            Self::Late => f.write_str("late"),
            Self::Crashed(message) => write!(f, "crashed {message}"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for Failure<E> {}
