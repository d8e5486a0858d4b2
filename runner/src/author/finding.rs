//! What is not as the course promises: which file, which rule, and what mends it. The sentences are in `locale`.

use std::path::{Path, PathBuf};

use crate::course::cut::CutError;
use crate::course::{Course, CourseError, Exercise};
use crate::mentor::MentorError;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Could not be looked at on this machine.
    Skipped,
    /// Worth a look.
    Warning,
    /// The course does not keep what it promises.
    Error,
}

impl Level {
    /// `error`, `warning`, `skipped`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub level: Level,
    /// The exercise, where it is about one.
    pub exercise: Option<String>,
    /// Relative to the root.
    pub file: PathBuf,
    /// From 1.
    pub line: Option<usize>,
    /// The rule: the key of its sentence in the locale files.
    pub rule: &'static str,
    /// What mends it: the key of its sentence in the locale files.
    pub repair: Option<&'static str>,
    /// Variables of both sentences.
    pub arguments: Vec<(&'static str, String)>,
}

impl Finding {
    pub(super) fn new(level: Level, file: impl Into<PathBuf>, rule: &'static str) -> Self {
        let file = file.into();
        Self { level, exercise: None, file, line: None, rule, repair: None, arguments: Vec::new() }
    }

    pub(super) fn error(file: impl Into<PathBuf>, rule: &'static str) -> Self {
        Self::new(Level::Error, file, rule)
    }

    pub(super) fn warning(file: impl Into<PathBuf>, rule: &'static str) -> Self {
        Self::new(Level::Warning, file, rule)
    }

    pub(super) fn repair(mut self, repair: &'static str) -> Self {
        self.repair = Some(repair);
        self
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    pub(super) fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    pub(super) fn of(mut self, exercise: &Exercise) -> Self {
        self.exercise = Some(exercise.id.clone());
        self
    }

    /// Shows paths from the root.
    pub(super) fn below(mut self, root: &Path) -> Self {
        if let Ok(inside) = self.file.strip_prefix(root) {
            self.file = inside.to_owned();
        }
        self
    }
}

impl From<CourseError> for Finding {
    fn from(error: CourseError) -> Self {
        let finding = Self::error(error.file, error.problem.key()).line(error.line);
        Self { arguments: error.problem.arguments(), ..finding }
    }
}

impl From<CutError> for Finding {
    fn from(error: CutError) -> Self {
        let finding = Self::error(error.file, error.problem.key()).line(error.line);
        Self { arguments: error.problem.arguments(), ..finding }
    }
}

impl From<MentorError> for Finding {
    fn from(error: MentorError) -> Self {
        let finding = Self::error(error.file, error.problem.key()).line(error.line);
        Self { arguments: error.problem.arguments(), ..finding }
    }
}

/// What an author's verb did and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files written, relative to the root.
    pub written: Vec<PathBuf>,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Whether nothing weighs as much as an error.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.level < Level::Error)
    }

    pub(super) fn add(&mut self, other: Outcome) {
        self.written.extend(other.written);
        self.findings.extend(other.findings);
    }

    /// Paths from the root, each finding once.
    pub(super) fn tidy(mut self, course: &Course) -> Self {
        let mut findings: Vec<Finding> = Vec::new();
        for finding in self.findings.drain(..).map(|finding| finding.below(&course.root)) {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        self.findings = findings;
        for path in &mut self.written {
            if let Ok(inside) = path.strip_prefix(&course.root) {
                *path = inside.to_owned();
            }
        }
        self
    }
}
