//! Whether the learner's crate is right: one build, one binary, our own exec, and a verdict that is always the
//! same for the same bytes.
//!
//! A check builds the test binary with one cargo call (`cargo`) in a workspace of its own (`shadow`), runs it once
//! for each step under a watch (`exec`, `family`), reads what the checks report (`evidence`) and says what came of it
//! (`judge`). A lab (`lab`) is built by the same call, and run by whoever asked for it.
//! Around that: what is already known is not run again (`cache`), files of the course that were changed are
//! replaced by their originals (`seal`, `shadow`), and saves are followed (`watch`).
//!
//! Nothing survives the end of a check: no process, no temporary file, whichever way the runner ends (`guard`).

mod all;
mod attempt;
mod cache;
mod cancel;
mod cargo;
mod error;
mod evidence;
mod exec;
mod family;
mod guard;
mod hash;
mod judge;
mod lab;
mod last;
mod lockfile;
mod mark;
pub mod mine;
mod place;
mod seal;
mod shadow;
mod signals;
mod tail;
mod toolchain;
mod verdict;
mod watch;

use std::time::Instant;

pub use all::{AllEvent, AllReport, all};
pub use cancel::Cancel;
pub use error::CheckError;
pub use lab::{Lab, lab, source as lab_source};
pub use last::last;
pub use signals::install_signal_handlers;
pub use verdict::{
    CheckEvent, CheckReport, Compared, Diagnostic, Failure, Location, Outcome, PassedRun, StepReport,
    TranscriptDiff, Verdict,
};
pub use watch::{WatchEvent, watch};

use crate::course::cut::Files;
use crate::course::{Course, Exercise};

/// How to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Run with this seed only, to see a failing run again.
    pub seed: Option<u64>,
    /// Do not use a verdict that is already known.
    pub fresh: bool,
    /// Whose code.
    pub source: Sources,
}

/// Whose code is checked.
#[derive(Clone, Debug, Default)]
pub enum Sources {
    /// The learner's, as it lies in the exercise.
    #[default]
    Learner,
    /// Other code with the exercise's checks around it: a starter, a solution, a wrong solution.
    Given {
        /// What it is, for messages.
        name: String,
        /// Its files, relative to the crate.
        files: Files,
    },
}

/// How often a check begins again because a file was saved meanwhile.
const RESTARTS: u32 = 20;

/// Checks an exercise. Says on `on` what happens meanwhile; the verdict is that of the bytes that lie in the
/// exercise when this returns.
///
/// # Errors
/// When the check could not be carried out; the learner's code is never the reason, except for `NotUtf8`.
pub fn run(
    course: &Course,
    exercise: &Exercise,
    options: &Options,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<CheckReport, CheckError> {
    let start = Instant::now();
    let mut report = match &options.source {
        Sources::Given { files, .. } => attempt::given(course, exercise, files, options.seed, cancel, on)?,
        Sources::Learner => {
            let mut restarts = 0;
            loop {
                let (report, stamp) = attempt::learners(course, exercise, options, cancel, on)?;
                restarts += 1;
                if stamp == attempt::stamp(exercise)? || restarts > RESTARTS {
                    break report;
                }
            }
        }
    };
    report.seconds = seconds(start);
    if matches!(options.source, Sources::Learner) {
        last::keep(&course.root, &report)?;
    }
    Ok(report)
}

/// Seconds since `start`, to the millisecond.
fn seconds(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0
}
