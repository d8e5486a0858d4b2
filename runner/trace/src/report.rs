//! What a check tells the runner, one JSON line at a time, so that a crash loses nothing said before it.

use serde::{Deserialize, Serialize};

use crate::{Event, Source};

/// Environment variable that names the file to which a check appends its report.
pub const REPORT_VARIABLE: &str = "WORKBOOK_REPORT";

/// Environment variable that holds the one seed to run with (`replay`).
pub const SEED_VARIABLE: &str = "WORKBOOK_SEED";

/// Environment variable that names the folder of the package whose checks run, where the runner knows better than
/// the build did.
pub const FOLDER_VARIABLE: &str = "WORKBOOK_FOLDER";

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "report", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are named by the sentence above each variant")]
pub enum Report {
    /// The `check` of this name began.
    Begin { check: String },
    /// A simulated run began with this seed.
    Seed { seed: u64 },
    /// Something happened in the run.
    Event(Event),
    /// What the check suspects from here on: the last `cause` before a failure is the one the mentor speaks about.
    Suspect { cause: String },
    /// The transcript `got` was compared with the `expected` one. `first_difference` counts lines from 0.
    Transcript { name: String, expected: Vec<String>, got: Vec<String>, first_difference: Option<usize> },
    /// Nothing could run and no timer was set; all that was alive is `waiting`.
    Deadlock { waiting: Vec<Waiting> },
    /// Some code panicked with `message` at `source`, whether or not the panic was caught.
    Panic { message: String, source: Option<Source> },
    /// A figure was measured, for the learner's notebook.
    Figure { name: String, value: f64, unit: String },
    /// The `check` of this name passed.
    Passed { check: String },
}

/// One process in a deadlock: for what and whom it waits, and what lies in its mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The process.
    pub process: String,
    /// What it waits in (`receive`, `call server`).
    pub what: String,
    /// Whom it waits for, where known.
    pub whom: Option<String>,
    /// Labels of the messages that lie unread in its mailbox.
    pub mailbox: Vec<String>,
    /// The learner's line that waits.
    pub source: Option<Source>,
}

/// Index of the first line in which `got` departs from `expected`; `None` where they are equal.
#[must_use]
pub fn first_difference<A: AsRef<str>, B: AsRef<str>>(expected: &[A], got: &[B]) -> Option<usize> {
    let shared = expected.iter().zip(got).take_while(|(e, g)| e.as_ref() == g.as_ref()).count();
    (shared < expected.len() || shared < got.len()).then_some(shared)
}
