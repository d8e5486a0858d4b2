//! What the learner has done: an append-only journal, and snapshots of the learner's files.
//!
//! Everything known about an exercise is a fold over the journal's entries, keyed by the exercise's stable id.
//! Reading takes no lock; each append takes it, reads what other runners appended meanwhile, writes one line and
//! waits until it is on the disk. `kill -9` at any moment loses nothing that was acknowledged.
//!
//! Reading order: `entry`, `journal`, `state`, [`snapshots`].

mod entry;
mod error;
mod files;
mod journal;
#[cfg(test)]
mod kill_tests;
pub mod snapshots;
mod state;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::exercise as test_exercise;

use std::path::Path;

pub use entry::{Entry, What};
pub use error::ProgressError;
pub(crate) use files::{hex, write_whole};
use journal::{Journal, News};
pub use state::{ExerciseState, LastCheck, Note, NoteKind};

use crate::course::Language;

/// The journal of one learner, as far as it is known.
#[derive(Debug)]
pub struct Progress {
    journal: Journal,
    entries: Vec<Entry>,
}

impl Progress {
    /// Reads the journal below `root`. No journal is no progress.
    ///
    /// # Errors
    /// The journal cannot be read, or one of its lines cannot be understood. It is left as it is.
    pub fn open(root: &Path) -> Result<Self, ProgressError> {
        let mut journal = Journal::new(root);
        let entries = journal.news()?.entries;
        Ok(Self { journal, entries })
    }

    /// Appends an entry. When this returns `Ok`, it is on the disk. A figure that is no number is not recorded.
    ///
    /// # Errors
    /// The entry was not recorded, and the journal is as it was.
    pub fn record(&mut self, entry: Entry) -> Result<(), ProgressError> {
        if matches!(entry.what, What::Figure { value, .. } if !value.is_finite()) {
            return Ok(());
        }
        let news = self.journal.append(entry)?;
        self.learn(news);
        Ok(())
    }

    /// Reads what other runners have appended.
    ///
    /// # Errors
    /// As [`Progress::open`].
    pub fn refresh(&mut self) -> Result<(), ProgressError> {
        let news = self.journal.news()?;
        self.learn(news);
        Ok(())
    }

    fn learn(&mut self, news: News) {
        if news.replaced {
            self.entries.clear();
        }
        self.entries.extend(news.entries);
    }

    /// Every entry we understand, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is known about one exercise.
    #[must_use]
    pub fn state(&self, exercise: &str) -> ExerciseState {
        ExerciseState::of(exercise, &self.entries)
    }

    /// The language the learner chose last.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.entries.iter().rev().find_map(|entry| match &entry.what {
            What::Language { code } => Language::from_code(code),
            _ => None,
        })
    }

    /// The exercise that was opened last.
    #[must_use]
    pub fn current(&self) -> Option<String> {
        let opens = |what: &What| matches!(what, What::Opened { .. } | What::Checked { .. });
        let last = self.entries.iter().rev().find(|entry| opens(&entry.what))?;
        last.what.exercise().map(str::to_owned)
    }

    /// Notes and figures, oldest first.
    #[must_use]
    pub fn notebook(&self) -> Vec<Note> {
        self.entries.iter().filter_map(Note::of).collect()
    }

    /// Whether the last line of the journal was torn (a kill, a full disk) when it was last read.
    #[must_use]
    pub fn torn(&self) -> bool {
        self.journal.torn()
    }

    /// The journal's file.
    #[must_use]
    pub fn file(&self) -> &Path {
        self.journal.file()
    }
}
