//! The author's side: exercises are cut from solutions, sealed, drawn, and held to what they promise.
//!
//! Nothing here prints. Each verb returns an [`Outcome`]: files it wrote, and [`Finding`]s with file, rule and repair.
//! With [`Mode::Check`] a verb writes nothing and finds what it would have changed.
//!
//! Reading order: `finding`, `locks`, `skeletons`, `seal`, `beam`, `traces`, `new`, `verify`.

mod beam;
mod finding;
mod locks;
mod new;
mod programs;
mod seal;
mod skeletons;
#[cfg(test)]
mod tests;
mod traces;
mod verify;

use std::path::PathBuf;
use std::{fs, io};

pub use beam::{beam, live, scripts};
pub use finding::{Finding, Level, Outcome};
pub use locks::{SEAL_FILE, STARTERS_FILE, changed_since_handed_out, digest};
pub use new::new;
pub use seal::seal;
pub use skeletons::{skeletons, solve, starters_are_recorded, unsolve};
pub use traces::traces;
pub use verify::{Scope, VerifyEvent, look, verify};

use crate::check::CheckError;
use crate::course::{Course, CourseError, Exercise};
use crate::progress::ProgressError;

/// Whether a verb writes or only compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write what differs.
    Write,
    /// Write nothing; say what differs.
    Check,
}

/// A verb that could not be carried out.
///
/// An error of the check engine has its own sentences; `author-check` is for those who do not know them.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant has its sentence")]
pub enum AuthorError {
    #[error(transparent)]
    Progress(#[from] ProgressError),
    #[error(transparent)]
    Check(CheckError),
    #[error("{}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("there is no exercise `{id}`")]
    UnknownExercise { id: String },
    #[error("there is no chapter `{chapter}`")]
    UnknownChapter { chapter: String },
    #[error("`{id}` is taken")]
    Taken { id: String },
    #[error("`{id}` is no id")]
    BadId { id: String },
}

impl AuthorError {
    /// The key of its sentence in the locale files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Progress(error) => error.key(),
            Self::Check(_) => "author-check",
            Self::Io { .. } => "progress-io",
            Self::UnknownExercise { .. } => "author-unknown-exercise",
            Self::UnknownChapter { .. } => "author-unknown-chapter",
            Self::Taken { .. } => "author-taken",
            Self::BadId { .. } => "author-bad-id",
        }
    }

    /// What the sentence is about: names of its variables and their values.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Progress(error) => error.arguments(),
            Self::Check(error) => vec![("reason", error.to_string())],
            Self::Io { path, source } => {
                vec![("path", path.display().to_string()), ("reason", source.to_string())]
            }
            Self::UnknownExercise { id } | Self::Taken { id } | Self::BadId { id } => {
                vec![("id", id.clone())]
            }
            Self::UnknownChapter { chapter } => vec![("chapter", chapter.clone())],
        }
    }
}

/// Exercises the author works on: those of the course, then those whose folders it does not list yet.
#[must_use]
pub fn exercises(course: &Course) -> (Vec<Exercise>, Vec<CourseError>) {
    let mut exercises: Vec<Exercise> = course.exercises().cloned().collect();
    let mut errors = Vec::new();
    for (chapter, id) in unlisted(course) {
        match Course::read_exercise(&course.root, &chapter, &id) {
            Ok(exercise) => exercises.push(exercise),
            Err(error) => errors.push(error),
        }
    }
    (exercises, errors)
}

/// Folders with an `exercise.toml` that `course.toml` does not list: chapter folder and id.
fn unlisted(course: &Course) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for chapter in names(&course.root.join("exercises")) {
        for id in names(&course.root.join("exercises").join(&chapter)) {
            let file = course.root.join("exercises").join(&chapter).join(&id).join("exercise.toml");
            let listed = course.exercise(&id).is_some_and(|exercise| exercise.chapter_folder == chapter);
            if file.is_file() && !listed {
                found.push((chapter.clone(), id));
            }
        }
    }
    found
}

/// Names in a folder, sorted; none where it cannot be read.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The exercise with this id, listed or not.
/// The exercises with these ids; without ids, all of them.
fn chosen(course: &Course, ids: &[String]) -> Result<Vec<Exercise>, AuthorError> {
    match ids {
        [] => Ok(exercises(course).0),
        ids => ids.iter().map(|id| find(course, id)).collect(),
    }
}

fn find(course: &Course, id: &str) -> Result<Exercise, AuthorError> {
    let found = exercises(course).0.into_iter().find(|exercise| exercise.id == id);
    found.ok_or_else(|| AuthorError::UnknownExercise { id: id.to_owned() })
}

fn write(path: &std::path::Path, text: &[u8]) -> Result<(), AuthorError> {
    Ok(crate::progress::write_whole(path, text, None)?)
}
