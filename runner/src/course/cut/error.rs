//! Markers that do not fit: typed, with file and line. The sentences are in `locale`.

use std::fmt;
use std::path::{Path, PathBuf};

/// Markers that do not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {problem}", file.display())]
pub struct CutError {
    /// The file.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub problem: CutProblem,
}

impl CutError {
    /// Gives an error of [`compose`] its full path: that of the solution's file, or of the wrong solution.
    pub(super) fn in_file_or(mut self, solution_dir: &Path, wrong: &Path) -> Self {
        let own = self.file.as_os_str().is_empty();
        self.file = if own { wrong.to_owned() } else { solution_dir.join(&self.file) };
        self
    }
}

/// One variant for each thing the author does about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant has its doc; its fields are what it names")]
pub enum CutProblem {
    /// Close the region.
    Unclosed { name: String },
    /// Cut regions do not nest.
    Nested { name: String, outer: String },
    /// Open the region first; starter lines stand right below the end of their region.
    Stray { name: String },
    /// `=>` belongs to regions named `cut_STEP`.
    NotACut { name: String },
    /// The solution has no region with this number.
    NoSuchRegion { name: String, number: usize },
    /// Outside its regions a wrong solution holds comments only.
    StrayCode,
    /// A wrong solution replaces a region or more.
    ReplacesNothing,
    /// No verdict has this name.
    UnknownVerdict { given: String },
    /// Save it as UTF-8.
    NotUtf8,
    /// The file system said no.
    CannotRead { reason: String },
}

impl CutProblem {
    /// The key of its sentence in the locale files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unclosed { .. } => "cut-unclosed",
            Self::Nested { .. } => "cut-nested",
            Self::Stray { .. } => "cut-stray",
            Self::NotACut { .. } => "cut-not-a-cut",
            Self::NoSuchRegion { .. } => "cut-no-such-region",
            Self::StrayCode => "cut-stray-code",
            Self::ReplacesNothing => "cut-replaces-nothing",
            Self::UnknownVerdict { .. } => "cut-unknown-verdict",
            Self::NotUtf8 => "cut-not-utf8",
            Self::CannotRead { .. } => "cut-cannot-read",
        }
    }

    /// What the sentence is about: names of its variables and their values.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::StrayCode | Self::ReplacesNothing | Self::NotUtf8 => Vec::new(),
            Self::Unclosed { name } | Self::Stray { name } | Self::NotACut { name } => {
                vec![("name", name.clone())]
            }
            Self::Nested { name, outer } => vec![("name", name.clone()), ("outer", outer.clone())],
            Self::NoSuchRegion { name, number } => {
                vec![("name", name.clone()), ("number", number.to_string())]
            }
            Self::UnknownVerdict { given } => vec![("given", given.clone())],
            Self::CannotRead { reason } => vec![("reason", reason.clone())],
        }
    }
}

/// For logs and tests; people read the sentence of their language.
impl fmt::Display for CutProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())?;
        for (name, value) in self.arguments() {
            write!(f, ", {name} `{value}`")?;
        }
        Ok(())
    }
}
