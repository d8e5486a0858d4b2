//! What can be wrong with a file of the course: typed, with file and line. The sentences are in `locale`.

use std::fmt;
use std::path::PathBuf;

/// A file of the course that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {problem}", file.display())]
pub struct CourseError {
    /// The file.
    pub file: PathBuf,
    /// From 1; 1 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// One variant for each thing the author does about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant has its doc; its fields are what it names")]
pub enum Problem {
    /// Create the file, or start in the right folder.
    Missing,
    /// Ask for the right to read it.
    NoPermission,
    /// Save it as UTF-8.
    NotUtf8,
    /// The file system said no in another way.
    CannotRead { reason: String },
    /// Not TOML; the parser says why.
    BrokenToml { reason: String },
    /// Take the key away, or spell it like one of `expected`.
    UnknownKey { key: String, expected: String },
    /// Add the key.
    MissingKey { key: String },
    /// Give the key a value of this type.
    WrongType { key: String, expected: &'static str },
    /// Put something into it.
    Empty { key: String },
    /// Choose one of the kinds.
    UnknownKind { kind: String, expected: String },
    /// Write the title in this language too.
    MissingLanguage { key: String, language: &'static str },
    /// Name something else: the id is taken.
    Duplicate { key: String, id: String },
    /// Use small letters, digits and `_` only.
    BadId { key: String, id: String },
    /// A path that leaves the exercise.
    BadPath { key: String, path: String },
    /// Add checks to the step.
    StepWithoutChecks { step: String },
    /// Chapters are numbered upwards from 1.
    ChapterOrder { number: u64 },
    /// `course.toml` lists an exercise that has no folder.
    MissingExercise { id: String, folder: String },
    /// A pattern of `at` that is no regular expression.
    BadPattern { cause: String, pattern: String, reason: String },
}

impl Problem {
    /// The key of its sentence in the locale files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "course-missing",
            Self::NoPermission => "course-no-permission",
            Self::NotUtf8 => "course-not-utf8",
            Self::CannotRead { .. } => "course-cannot-read",
            Self::BrokenToml { .. } => "course-broken-toml",
            Self::UnknownKey { .. } => "course-unknown-key",
            Self::MissingKey { .. } => "course-missing-key",
            Self::WrongType { .. } => "course-wrong-type",
            Self::Empty { .. } => "course-empty",
            Self::UnknownKind { .. } => "course-unknown-kind",
            Self::MissingLanguage { .. } => "course-missing-language",
            Self::Duplicate { .. } => "course-duplicate",
            Self::BadId { .. } => "course-bad-id",
            Self::BadPath { .. } => "course-bad-path",
            Self::StepWithoutChecks { .. } => "course-step-without-checks",
            Self::ChapterOrder { .. } => "course-chapter-order",
            Self::MissingExercise { .. } => "course-missing-exercise",
            Self::BadPattern { .. } => "course-bad-pattern",
        }
    }

    /// What the sentence is about: names of its variables and their values.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing | Self::NoPermission | Self::NotUtf8 => Vec::new(),
            Self::CannotRead { reason } | Self::BrokenToml { reason } => vec![("reason", reason.clone())],
            Self::UnknownKey { key, expected } => vec![("key", key.clone()), ("expected", expected.clone())],
            Self::MissingKey { key } | Self::Empty { key } => vec![("key", key.clone())],
            Self::WrongType { key, expected } => {
                vec![("key", key.clone()), ("expected", (*expected).to_owned())]
            }
            Self::UnknownKind { kind, expected } => {
                vec![("kind", kind.clone()), ("expected", expected.clone())]
            }
            Self::MissingLanguage { key, language } => {
                vec![("key", key.clone()), ("language", (*language).to_owned())]
            }
            Self::Duplicate { key, id } | Self::BadId { key, id } => {
                vec![("key", key.clone()), ("id", id.clone())]
            }
            Self::BadPath { key, path } => vec![("key", key.clone()), ("path", path.clone())],
            Self::StepWithoutChecks { step } => vec![("step", step.clone())],
            Self::ChapterOrder { number } => vec![("number", number.to_string())],
            Self::MissingExercise { id, folder } => vec![("id", id.clone()), ("folder", folder.clone())],
            Self::BadPattern { cause, pattern, reason } => {
                vec![("cause", cause.clone()), ("pattern", pattern.clone()), ("reason", reason.clone())]
            }
        }
    }
}

/// For logs and tests; learners read the sentence of their language.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key().trim_start_matches("course-"))?;
        for (name, value) in self.arguments() {
            write!(f, ", {name} `{value}`")?;
        }
        Ok(())
    }
}
