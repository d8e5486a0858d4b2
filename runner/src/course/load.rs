//! Reads course.toml and exercise.toml. (Being written.)
use super::Course;
use std::path::{Path, PathBuf};
/// A file of the course that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}: {message}", file.display())]
pub struct CourseError {
    /// The file.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// What was expected.
    pub message: String,
}
pub(super) fn course(_root: &Path) -> Result<Course, CourseError> {
    Err(CourseError { file: PathBuf::new(), line: 0, message: String::new() })
}
