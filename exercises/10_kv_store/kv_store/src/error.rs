//! Why a store did not do what it was asked: one line each, and what is known of the write.
//!
//! Chapter: `kv_store`.

use match_spec::{SelectError, SpecError};
use process::{CallError, ExitReason};
use table::TableError;
use thiserror::Error;

/// What went wrong. Unless the text says otherwise, nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// What was typed is no term.
    #[error("expected a term: {0}")]
    Syntax(String),
    /// It is a term, and no match specification.
    #[error("expected a match specification: {0}")]
    Spec(String),
    /// A page of nothing never ends.
    #[error("expected a limit of 1 or more, got 0")]
    NoLimit,
    /// There is no table to read from.
    #[error("there is no table to read from; is the store running?")]
    NoTable,
    /// Whoever tells of changes does not run.
    #[error("nobody tells of changes at the moment; try again")]
    NobodyTells,
    /// Fewer than a majority of the members answered in time.
    #[error("too few members of the store answered in time; nothing was changed")]
    NoMajority,
    /// Nobody may write into the table at the moment.
    #[error("the table has no owner at the moment; nothing was written, try again")]
    NoOwner,
    /// The owner ended while it had the request.
    #[error("the owner ended ({0}); it may have written before that, or not")]
    OwnerEnded(ExitReason),
    /// No reply in time.
    #[error("no reply in time; it may still be written")]
    NoReply,
}

impl From<CallError> for StoreError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Down(ExitReason::NoProc) | CallError::CallingSelf => Self::NoOwner,
            CallError::Down(reason) => Self::OwnerEnded(reason),
            CallError::Timeout => Self::NoReply,
        }
    }
}

impl From<TableError> for StoreError {
    fn from(_: TableError) -> Self {
        Self::NoTable
    }
}

impl From<SelectError> for StoreError {
    fn from(error: SelectError) -> Self {
        match error {
            SelectError::NoLimit => Self::NoLimit,
            SelectError::Pattern(error) => error.into(),
            SelectError::Table(error) => error.into(),
            SelectError::ChangesKey => Self::Spec(error.to_string()),
        }
    }
}

/// All problems in one line.
impl From<SpecError> for StoreError {
    fn from(error: SpecError) -> Self {
        Self::Spec(error.to_string().replace(".\n", "; "))
    }
}
