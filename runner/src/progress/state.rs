//! What the journal says about one exercise.

use super::{Entry, What};
use crate::check::Verdict;

/// What is known about one exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExerciseState {
    /// It was opened or checked.
    pub opened: bool,
    /// It has passed once; a later failure does not take that away.
    pub passed: bool,
    /// When it first passed.
    pub passed_at_ms: Option<u64>,
    /// Checks of files that are not the untouched starter.
    pub attempts: u32,
    /// The last check.
    pub last: Option<LastCheck>,
    /// What the learner last wrote about the idea.
    pub explained: Option<String>,
    /// The solution was shown or applied.
    pub solution_shown: bool,
}

/// A check as the journal remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct LastCheck {
    /// When.
    pub at_ms: u64,
    /// How it ended.
    pub verdict: Verdict,
    /// Steps that passed.
    pub passed: Vec<String>,
    /// Why it failed.
    pub cause: Option<String>,
    /// Hash of the learner's files, see [`snapshots::hash`](super::snapshots::hash).
    pub files: String,
}

impl ExerciseState {
    pub(super) fn of(exercise: &str, entries: &[Entry]) -> Self {
        let about = entries.iter().filter(|entry| entry.what.exercise() == Some(exercise));
        about.fold(Self::default(), Self::after)
    }

    fn after(mut self, entry: &Entry) -> Self {
        match &entry.what {
            What::Opened { .. } => self.opened = true,
            What::Checked { verdict, passed, cause, files, .. } => {
                self.opened = true;
                if *verdict == Verdict::Passed {
                    self.passed = true;
                    self.passed_at_ms.get_or_insert(entry.at_ms);
                }
                if *verdict != Verdict::Untouched {
                    self.attempts += 1;
                }
                self.last = Some(LastCheck {
                    at_ms: entry.at_ms,
                    verdict: *verdict,
                    passed: passed.clone(),
                    cause: cause.clone(),
                    files: files.clone(),
                });
            }
            What::Explained { text, .. } => self.explained = Some(text.clone()),
            What::SolutionShown { .. } | What::Applied { .. } => self.solution_shown = true,
            _ => {}
        }
        self
    }
}

/// A line of the notebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// When it was written.
    pub at_ms: u64,
    /// The exercise it is about.
    pub exercise: Option<String>,
    /// What it says.
    pub what: NoteKind,
}

/// What a line of the notebook says.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant has its doc; its fields are what it names")]
pub enum NoteKind {
    /// The learner's own words.
    Text(String),
    /// A measured figure.
    Figure { name: String, value: f64, unit: String },
}

impl Note {
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let what = match &entry.what {
            What::Noted { text, .. } => NoteKind::Text(text.clone()),
            What::Figure { name, value, unit, .. } => {
                NoteKind::Figure { name: name.clone(), value: *value, unit: unit.clone() }
            }
            _ => return None,
        };
        Some(Self { at_ms: entry.at_ms, exercise: entry.what.exercise().map(str::to_owned), what })
    }
}
