//! Why a check could not be carried out. Nothing here is held against the learner.

use std::io;
use std::path::{Path, PathBuf};

use crate::refusal::Refusal;

/// One variant for each thing the learner can do about it.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Somebody asked for an end.
    #[error("the check was cancelled")]
    Cancelled,
    /// No cargo on the search path.
    #[error("cargo was not found")]
    NoCargo,
    /// A file or folder that must be written or read and may not be.
    #[error("no permission for {}", path.display())]
    NoPermission {
        /// The file or folder.
        path: PathBuf,
    },
    /// No room for a file.
    #[error("the disk is full at {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// A source file that is not text.
    #[error("{} is not UTF-8", path.display())]
    NotUtf8 {
        /// The file, relative to the exercise.
        path: PathBuf,
    },
    /// A file of the course was changed or is missing, and its original is not at hand.
    #[error("the original of {} is lost", path.display())]
    ChecksLost {
        /// The file, from the root.
        path: PathBuf,
    },
    /// A check of the step ended well and said nothing: there is none of this name, or what it wrote is lost.
    #[error("nothing was reported about {check}")]
    NoReport {
        /// Its name.
        check: String,
    },
    /// A crate that is needed is not on this machine, and the network does not give it.
    #[error("a crate cannot be downloaded")]
    NoNetwork,
    /// Cargo could not build, and the learner's code is not the reason.
    #[error("cargo: {message}")]
    Cargo {
        /// What cargo said, without colours.
        message: String,
    },
    /// Anything else the machine refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or program.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
}

impl CheckError {
    /// The variant that says what to do about a refused operation on `path`.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match Refusal::of(&source) {
            Refusal::NoPermission => Self::NoPermission { path },
            Refusal::DiskFull => Self::DiskFull { path },
            Refusal::Other => Self::Io { path, source },
        }
    }
}

/// Says which file an operation was about.
pub(super) trait At<T> {
    /// Turns the error into a [`CheckError`] about `path`.
    fn at(self, path: &Path) -> Result<T, CheckError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, CheckError> {
        self.map_err(|source| CheckError::io(path, source))
    }
}
