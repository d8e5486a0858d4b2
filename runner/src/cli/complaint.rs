//! Why a command could not be carried out: one line in the learner's language, exit code 2, nothing lost.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::args::Misread;
use super::nearest::nearest;
use super::screen::cut;
use super::table;
use crate::author::AuthorError;
use crate::check::CheckError;
use crate::course::CourseError;
use crate::course::cut::CutError;
use crate::locale::{Locale, Value};
use crate::mentor::MentorError;
use crate::progress::ProgressError;
use crate::refusal::Refusal;

/// Columns of what was typed that are shown again.
const LEGIBLE: usize = 40;
/// `ELOOP` on Linux; its kind has no stable name.
const TOO_MANY_LINKS: i32 = 40;

/// A sentence by its key, and the place it speaks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    key: &'static str,
    arguments: Vec<(&'static str, String)>,
    place: Option<(PathBuf, usize)>,
}

impl Complaint {
    pub fn of(key: &'static str, arguments: &[(&'static str, &str)]) -> Self {
        let arguments = arguments.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { key, arguments, place: None }
    }

    /// Ctrl-C ended a check.
    pub fn cancelled() -> Self {
        Self::of("check-cancelled", &[])
    }

    fn at(key: &'static str, arguments: Vec<(&'static str, String)>, file: PathBuf, line: usize) -> Self {
        Self { key, arguments, place: Some((file, line)) }
    }

    /// An id that the course does not have, with those it may have been meant to be.
    pub fn unknown_exercise(id: &str, known: &[&str]) -> Self {
        let (near, id) = (nearest(id, known).join(", "), &legible(id));
        match near.is_empty() {
            true => Self::of("unknown-exercise", &[("id", id)]),
            false => Self::of("unknown-exercise-near", &[("id", id), ("near", &near)]),
        }
    }

    /// A file that could not be read or written.
    pub fn io(error: &io::Error, path: &Path) -> Self {
        let path = path.display().to_string();
        match Refusal::of(error) {
            Refusal::NoPermission => Self::of("no-permission", &[("path", &path)]),
            Refusal::DiskFull => Self::of("disk-full", &[("path", &path)]),
            Refusal::Other if error.kind() == ErrorKind::InvalidData => {
                Self::of("not-utf8", &[("path", &path)])
            }
            Refusal::Other => Self::of("io-error", &[("path", &path), ("reason", &error.to_string())]),
        }
    }

    /// The line to print. Paths inside of the course are shown from its root.
    pub fn say(&self, locale: &Locale, root: &Path) -> String {
        let shorten = |text: &str| match Path::new(text).strip_prefix(root) {
            Ok(inside) if !inside.as_os_str().is_empty() => inside.display().to_string(),
            _ => text.to_owned(),
        };
        let learners =
            self.arguments.iter().any(|(_, path)| Path::new(path).starts_with(root.join("exercises")));
        let told = |name: &str, value: &str| match own_reason(value).filter(|_| name == "reason") {
            Some("reason-no-file") if learners => locale.t("reason-no-file-of-exercise"),
            Some(key) => locale.t(key),
            None => shorten(value),
        };
        let values: Vec<(&str, String)> = self.arguments.iter().map(|(n, v)| (*n, told(n, v))).collect();
        let arguments: Vec<(&str, Value<'_>)> =
            values.iter().map(|(n, v)| (*n, Value::from(v.as_str()))).collect();
        let sentence = locale.text(self.key, &arguments).replace('\n', " ");
        match &self.place {
            Some((file, line)) => format!("{}:{line}: {sentence}", shorten(&file.display().to_string())),
            None => sentence,
        }
    }
}

/// What was typed, as it can be shown: of a sensible length, and without what would move the cursor.
fn legible(typed: &str) -> String {
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    cut(&typed.chars().take(2 * LEGIBLE).map(shown).collect::<String>(), LEGIBLE)
}

/// Our own words for what the system says in English. The number at the end is the only part of its sentence
/// that is the same everywhere.
fn own_reason(said: &str) -> Option<&'static str> {
    let code = said.strip_suffix(')')?.rsplit_once("(os error ")?.1.parse().ok()?;
    match io::Error::from_raw_os_error(code).kind() {
        ErrorKind::NotFound => Some("reason-no-file"),
        ErrorKind::IsADirectory => Some("reason-folder"),
        ErrorKind::NotADirectory => Some("reason-no-folder"),
        _ if cfg!(unix) && code == TOO_MANY_LINKS => Some("reason-link-loop"),
        _ => None,
    }
}

impl From<Misread> for Complaint {
    fn from(misread: Misread) -> Self {
        match misread {
            Misread::Verb(verb) => {
                let (near, verb) = (nearest(&verb, &table::names()).join(", "), legible(&verb));
                match near.is_empty() {
                    true => Self::of("unknown-verb", &[("verb", &verb)]),
                    false => Self::of("unknown-verb-near", &[("verb", &verb), ("near", &near)]),
                }
            }
            Misread::Option(option) => Self::of("unknown-option", &[("option", &legible(&option))]),
            Misread::Value { value, wanted } => {
                Self::of("wrong-value", &[("value", &legible(&value)), ("wanted", &wanted)])
            }
            Misread::Missing(wanted) => Self::of("missing-word", &[("wanted", &wanted)]),
            Misread::TooMuch(word) => Self::of("too-many-words", &[("word", &legible(&word))]),
        }
    }
}

impl From<CourseError> for Complaint {
    fn from(error: CourseError) -> Self {
        Self::at(error.problem.key(), error.problem.arguments(), error.file, error.line)
    }
}

impl From<MentorError> for Complaint {
    fn from(error: MentorError) -> Self {
        Self::at(error.problem.key(), error.problem.arguments(), error.file, error.line)
    }
}

impl From<CutError> for Complaint {
    fn from(error: CutError) -> Self {
        Self::at(error.problem.key(), error.problem.arguments(), error.file, error.line)
    }
}

impl From<ProgressError> for Complaint {
    fn from(error: ProgressError) -> Self {
        Self { key: error.key(), arguments: error.arguments(), place: None }
    }
}

impl From<AuthorError> for Complaint {
    fn from(error: AuthorError) -> Self {
        match error {
            AuthorError::Check(error) => error.into(),
            AuthorError::Progress(error) => error.into(),
            error => Self { key: error.key(), arguments: error.arguments(), place: None },
        }
    }
}

impl From<CheckError> for Complaint {
    fn from(error: CheckError) -> Self {
        let path = |path: &Path| path.display().to_string();
        match &error {
            CheckError::Cancelled => Self::cancelled(),
            CheckError::NoCargo => Self::of("no-cargo", &[]),
            CheckError::NoPermission { path: p } => Self::of("no-permission", &[("path", &path(p))]),
            CheckError::DiskFull { path: p } => Self::of("disk-full", &[("path", &path(p))]),
            CheckError::NotUtf8 { path: p } => Self::of("not-utf8", &[("path", &path(p))]),
            CheckError::ChecksLost { path: p } => Self::of("checks-lost", &[("path", &path(p))]),
            CheckError::NoReport { check } => Self::of("no-report", &[("check", check)]),
            CheckError::NoNetwork => Self::of("no-network", &[]),
            CheckError::Cargo { message } => Self::of("cargo-failed", &[("reason", message)]),
            CheckError::Io { path, source } => Self::io(source, path),
        }
    }
}
