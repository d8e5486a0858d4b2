//! Whether the learner's crate is right: one build, one binary, our own exec, and a verdict that is always the
//! same for the same bytes.
//!
//! Nothing survives the end of a check: no process, no temporary file.

mod verdict;

pub use verdict::{
    CheckEvent, CheckReport, Diagnostic, Failure, Location, Outcome, StepReport, TranscriptDiff, Verdict,
};
