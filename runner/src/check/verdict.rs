//! What a check says. One verdict for each thing the learner does next.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use trace::{Event, Waiting};

/// How a check ended. Printed in JSON as `passed`, `does_not_compile`, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every step passed.
    Passed,
    /// A check said no: expected, got, and where.
    Failed,
    /// Read the first error of the compiler.
    DoesNotCompile,
    /// Everybody waits: nothing can run and no timer is set, or the deadline passed without use of the processor.
    Deadlocked,
    /// Something runs for ever: the deadline passed with the processor busy.
    BusyLoop,
    /// More output than anybody would read.
    OutputFlood,
    /// More memory than the exercise may use.
    OutOfMemory,
    /// The process died of a signal, an abort or an exit of its own.
    Crashed,
    /// The files are those we handed out.
    Untouched,
}

/// The result of `check ID`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The exercise.
    pub exercise: String,
    /// How it ended.
    pub verdict: Verdict,
    /// From the start of the build to the verdict.
    pub seconds: f64,
    /// Every step of the exercise, in order.
    pub steps: Vec<StepReport>,
    /// Errors of the compiler, when it does not compile.
    pub diagnostics: Vec<Diagnostic>,
    /// Warnings about the learner's own files; said after the verdict.
    pub remarks: Vec<Diagnostic>,
    /// Files that are not the learner's and differ from the course's; the originals were used.
    pub tampered: Vec<PathBuf>,
    /// Programs the checks had started that still ran when the checks had ended; we ended them.
    #[serde(default)]
    pub left_behind: Vec<String>,
    /// When all passed: the run of the last check that had more to show than lines.
    #[serde(default)]
    pub shown: Option<Box<PassedRun>>,
    /// What was compared with a recorded transcript of the BEAM, in the order of the checks.
    #[serde(default)]
    pub beam: Vec<Compared>,
    /// Figures that the checks measured: name, value, unit.
    pub figures: Vec<(String, f64, String)>,
    /// Whether the verdict was remembered from an earlier run on the same bytes.
    pub cached: bool,
}

/// A run to look at after a pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassedRun {
    /// The check: `take::oldest_match_leaves`.
    pub check: String,
    /// The seed of the run.
    pub seed: Option<u64>,
    /// Its trace, or the beginning of a long one.
    pub events: Vec<Event>,
}

/// Lines of the learner's code and the lines of a real BEAM they were compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The check: `take::oldest_match_leaves`.
    pub check: String,
    /// What the BEAM printed: a whole transcript or a section of one.
    pub expected: Vec<String>,
    /// What the learner's code printed.
    pub got: Vec<String>,
}

/// One step of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepReport {
    /// The step.
    pub id: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All its checks passed.
    Passed,
    /// The first failing step.
    Failed,
    /// Behind the first failing step.
    Locked,
}

/// Evidence of a failed step: only what the run showed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The check that failed: `take::oldest_match_leaves`.
    pub check: String,
    /// The cause: the last suspect the check named, or `not_yet`, `deadlock`, `busy_loop`, `output_flood`,
    /// `out_of_memory`, `crash`, `panic`.
    pub cause: String,
    /// The learner's line.
    pub location: Option<Location>,
    /// What the panic or the signal said.
    pub message: String,
    /// The transcript that differs.
    pub transcript: Option<TranscriptDiff>,
    /// The trace of the failing run.
    pub events: Vec<Event>,
    /// Who waits for whom, in a deadlock.
    pub waiting: Vec<Waiting>,
    /// The seed of the failing run.
    pub seed: Option<u64>,
    /// The end of what the program printed.
    pub output: String,
}

/// A line in a file of the exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Relative to the exercise.
    pub file: PathBuf,
    /// From 1.
    pub line: u32,
}

/// Expected against got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptDiff {
    /// `beam.out`, or the name of a snapshot.
    pub name: String,
    /// Lines expected.
    pub expected: Vec<String>,
    /// Lines we got.
    pub got: Vec<String>,
    /// First line that differs, from 0.
    pub first_difference: usize,
}

/// What the compiler said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// `E0308`, or the name of a lint.
    pub code: Option<String>,
    /// The first line.
    pub message: String,
    /// The whole text as the compiler renders it, with colours.
    pub rendered: String,
    /// Where.
    pub location: Option<Location>,
}

/// What happens while a check runs, for whoever draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckEvent {
    /// A crate was built. The total is known only once cargo has planned the build.
    Building {
        /// Crates built so far.
        done: usize,
        /// Crates to build, where known.
        total: Option<usize>,
        /// The crate that was just built.
        name: String,
    },
    /// The test binary is there.
    Built,
    /// A step starts.
    StepStarted {
        /// The step.
        id: String,
    },
    /// A step is done.
    StepDone {
        /// The step.
        id: String,
        /// What came of it.
        outcome: Outcome,
    },
}
