//! Every exercise at once: what is known is not run, and what must be built is built with one cargo call.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::attempt::{self, Workshop};
use super::cache::{self, Keys};
use super::cargo::What;
use super::seal::Seal;
use super::{Cancel, CheckError, CheckEvent, CheckReport, Options, Verdict, judge, last, place};
use crate::course::{Course, Exercise};

/// What happens while all exercises are checked.
#[derive(Debug)]
pub enum AllEvent {
    /// A crate was built; many are built at once.
    Building {
        /// Crates built so far.
        done: usize,
        /// Crates to build, where known.
        total: Option<usize>,
        /// The crate that was just built.
        name: String,
    },
    /// An exercise is about to run.
    Running {
        /// The exercise.
        exercise: String,
    },
    /// An exercise has its verdict.
    Checked(CheckReport),
}

/// The result of `check --all`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AllReport {
    /// Every exercise, in the order of the course.
    pub exercises: Vec<CheckReport>,
    /// How many passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
}

/// What must be done for one exercise.
enum Work {
    Known(Box<CheckReport>),
    Build {
        exercise: Exercise,
        key: String,
        stamp: String,
    },
    /// Its checks were changed, or it changed while we looked: checked on its own.
    Alone(Exercise),
}

/// Checks every exercise of the course.
///
/// # Errors
/// As [`super::run`]; an exercise that cannot be checked ends it.
pub fn all(course: &Course, cancel: &Cancel, on: &mut dyn FnMut(AllEvent)) -> Result<AllReport, CheckError> {
    let work = plan(course, cancel)?;
    let to_build: Vec<&Exercise> = work.iter().filter_map(Work::to_build).collect();
    let lock = cache::lock_file(&course.root);
    let mut workshop = None;
    let mut built = Default::default();
    if !to_build.is_empty() {
        let workshop = workshop.insert(Workshop::open(course, cancel)?);
        let dirs = attempt::exercise_dirs(&to_build);
        built = workshop.build(What::Checks, &to_build, &dirs, None, &mut |event| building(event, on))?;
    }
    let mut report = AllReport::default();
    for work in work {
        cancel.check()?;
        let start = Instant::now();
        let mut checked = match work {
            Work::Known(report) => *report,
            Work::Alone(exercise) => alone(course, &exercise, cancel, on)?,
            Work::Build { exercise, key, stamp } => {
                on(AllEvent::Running { exercise: exercise.id.clone() });
                let workshop = workshop.as_mut().expect("opened when there is something to build");
                let mine = built.remove_entry(&exercise.package()).into_iter().collect();
                let report = workshop.report(&exercise, &exercise.dir, None, mine, None, &mut |_| {})?;
                if attempt::stamp(&exercise)? == stamp {
                    let key = cache::settled(&course.root, &exercise, None, key, &lock)?;
                    cache::keep(&course.root, &exercise, key, &report);
                    report
                } else {
                    alone(course, &exercise, cancel, on)?
                }
            }
        };
        checked.seconds = super::seconds(start);
        last::keep(&course.root, &checked)?;
        let passed = checked.verdict == Verdict::Passed;
        report.passed += usize::from(passed);
        report.failed += usize::from(!passed);
        on(AllEvent::Checked(checked.clone()));
        report.exercises.push(checked);
    }
    Ok(report)
}

fn plan(course: &Course, cancel: &Cancel) -> Result<Vec<Work>, CheckError> {
    place::ensure_state(&course.root)?;
    let keys = Keys::new(&course.root)?;
    let seal = Seal::read(&course.root)?;
    let target = place::target_dir(&course.root);
    let mut work = Vec::new();
    for exercise in course.exercises() {
        cancel.check()?;
        let stamp = attempt::stamp(exercise)?;
        judge::refuse_what_is_not_text(&exercise.dir, &exercise.edit)?;
        let exercise = seal.described(exercise, &target)?;
        let sealed = seal.compare(&exercise);
        if attempt::is_untouched(&exercise) {
            work.push(Work::Known(Box::new(attempt::untouched(&exercise, sealed.tampered))));
            continue;
        }
        let key = keys.of(&exercise, None)?;
        let known = attempt::known(course, &exercise, &Options::default(), &key, &sealed);
        work.push(match known {
            Some(report) => Work::Known(Box::new(report)),
            None if sealed.tampered.is_empty() => Work::Build { exercise, key, stamp },
            None => Work::Alone(exercise),
        });
    }
    Ok(work)
}

impl Work {
    fn to_build(&self) -> Option<&Exercise> {
        match self {
            Work::Build { exercise, .. } => Some(exercise),
            Work::Known(_) | Work::Alone(_) => None,
        }
    }
}

fn alone(
    course: &Course,
    exercise: &Exercise,
    cancel: &Cancel,
    on: &mut dyn FnMut(AllEvent),
) -> Result<CheckReport, CheckError> {
    on(AllEvent::Running { exercise: exercise.id.clone() });
    super::run(course, exercise, &Options::default(), cancel, &mut |event| building(event, on))
}

fn building(event: CheckEvent, on: &mut dyn FnMut(AllEvent)) {
    if let CheckEvent::Building { done, total, name } = event {
        on(AllEvent::Building { done, total, name });
    }
}
