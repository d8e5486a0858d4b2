//! What a check tells the runner, one JSON line at a time, so that a crash loses nothing said before it.

use serde::{Deserialize, Serialize};

use crate::{Event, Source};

/// Environment variable that names the file to which a check appends its report.
pub const REPORT_VARIABLE: &str = "WORKBOOK_REPORT";

/// Environment variable that holds the one seed to run with (`replay`).
pub const SEED_VARIABLE: &str = "WORKBOOK_SEED";

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "report", rename_all = "snake_case")]
pub enum Report {
    /// A check began.
    Begin { check: String },
    /// A simulated run began with this seed.
    Seed { seed: u64 },
    /// Something happened in the run.
    Event(Event),
    /// What the check suspects from here on; the last one before a failure is the cause.
    Suspect { cause: String },
    /// A transcript was compared with the expected one. `first_difference` counts lines from 0.
    Transcript { name: String, expected: Vec<String>, got: Vec<String>, first_difference: Option<usize> },
    /// Nothing could run and no timer was set.
    Deadlock { waiting: Vec<Waiting> },
    /// A panic reached the check.
    Panic { message: String, source: Option<Source> },
    /// A measured figure.
    Figure { name: String, value: f64, unit: String },
    /// The check passed.
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
