//! What can keep progress from being read or written: typed. The sentences are in `locale`.

use std::io;
use std::path::{Path, PathBuf};

use crate::refusal::Refusal;

/// Progress or a snapshot that cannot be read or written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant has its sentence")]
pub enum ProgressError {
    #[error("no permission for {}", path.display())]
    NoPermission { path: PathBuf },
    #[error("no space left for {}", path.display())]
    DiskFull { path: PathBuf },
    #[error("{}:{line}: cannot be understood; it was left as it is", file.display())]
    Unreadable { file: PathBuf, line: usize },
    #[error("{}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

impl ProgressError {
    /// Sorts an error of the file system by what the learner can do about it.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match Refusal::of(&source) {
            Refusal::NoPermission => Self::NoPermission { path },
            Refusal::DiskFull => Self::DiskFull { path },
            Refusal::Other => Self::Io { path, source },
        }
    }

    /// The key of its sentence in the locale files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoPermission { .. } => "progress-no-permission",
            Self::DiskFull { .. } => "progress-disk-full",
            Self::Unreadable { .. } => "progress-unreadable",
            Self::Io { .. } => "progress-io",
        }
    }

    /// What the sentence is about: names of its variables and their values.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoPermission { path } | Self::DiskFull { path } => {
                vec![("path", path.display().to_string())]
            }
            Self::Unreadable { file, line } => {
                vec![("file", file.display().to_string()), ("line", line.to_string())]
            }
            Self::Io { path, source } => {
                vec![("path", path.display().to_string()), ("reason", source.to_string())]
            }
        }
    }
}

/// Adds the path to an error of the file system.
pub(super) trait At<T> {
    fn at(self, path: &Path) -> Result<T, ProgressError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, ProgressError> {
        self.map_err(|source| ProgressError::io(path, source))
    }
}
