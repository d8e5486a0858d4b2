//! What the machine refused, by what a learner can do about it: one rule for everybody who reads and writes files.

use std::io::{Error, ErrorKind};

/// The kinds of refusal that have a remedy of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Ask for the right to it.
    NoPermission,
    /// Make room.
    DiskFull,
    /// Read what the system says.
    Other,
}

impl Refusal {
    /// Sorts an error of the file system.
    pub(crate) fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoPermission,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Other,
        }
    }
}
