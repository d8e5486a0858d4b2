//! One line of the journal: when, and what was done.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::check::Verdict;

/// Something the learner did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds since 1970.
    pub at_ms: u64,
    /// What was done.
    #[serde(flatten)]
    pub what: What,
}

impl Entry {
    /// An entry of this moment.
    #[must_use]
    pub fn now(what: What) -> Self {
        Self { at_ms: now_ms(), what }
    }
}

/// Milliseconds since 1970 by the wall clock.
pub(super) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// What can be done. Exercises are named by their stable id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant has its doc; its fields are what it names")]
pub enum What {
    /// The exercise became the current one.
    Opened { exercise: String },
    /// It was checked: the steps that passed, the cause of a failure, a hash of the learner's files.
    Checked { exercise: String, verdict: Verdict, passed: Vec<String>, cause: Option<String>, files: String },
    /// The mentor spoke about `cause`, this deep (rungs count from 1).
    Hinted { exercise: String, cause: String, rung: u32 },
    /// The learner wrote what the idea is.
    Explained { exercise: String, text: String },
    /// A try at the gate before the solution: right event pointed at, right cause chosen.
    Gated { exercise: String, cause: String, pointed: bool, chosen: bool },
    /// The solution was shown.
    SolutionShown { exercise: String },
    /// The solution was put into the learner's files.
    Applied { exercise: String },
    /// The starter was put back.
    Reset { exercise: String },
    /// The last snapshot was restored.
    Undone { exercise: String },
    /// A line in the notebook.
    Noted { exercise: Option<String>, text: String },
    /// A measured figure, for the notebook.
    Figure { exercise: String, name: String, value: f64, unit: String },
    /// A quiz was taken.
    Quizzed { exercise: String, right: u32, total: u32 },
    /// The language was chosen.
    Language { code: String },
}

impl What {
    /// The names in the journal. Others come from a newer version and are kept.
    pub(super) const NAMES: [&str; 13] = [
        "opened",
        "checked",
        "hinted",
        "explained",
        "gated",
        "solution_shown",
        "applied",
        "reset",
        "undone",
        "noted",
        "figure",
        "quizzed",
        "language",
    ];

    /// The exercise it is about.
    #[must_use]
    pub fn exercise(&self) -> Option<&str> {
        match self {
            Self::Opened { exercise }
            | Self::Checked { exercise, .. }
            | Self::Hinted { exercise, .. }
            | Self::Explained { exercise, .. }
            | Self::Gated { exercise, .. }
            | Self::SolutionShown { exercise }
            | Self::Applied { exercise }
            | Self::Reset { exercise }
            | Self::Undone { exercise }
            | Self::Figure { exercise, .. }
            | Self::Quizzed { exercise, .. } => Some(exercise),
            Self::Noted { exercise, .. } => exercise.as_deref(),
            Self::Language { .. } => None,
        }
    }
}
