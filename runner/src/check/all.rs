//! Every exercise at once: what is known is not run, and what must be built is built with one cargo call.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::attempt::{self, Workshop};
use super::cache::{self, Keys};
use super::cargo::{Built, What};
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
    /// An exercise cannot be checked; the others go on.
    NotChecked {
        /// The exercise.
        exercise: String,
        /// Why.
        error: CheckError,
    },
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
    /// Those that could not be checked.
    #[serde(default)]
    pub not_checked: Vec<String>,
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
    /// Something of it cannot be read.
    Refused(String, CheckError),
}

/// Checks every exercise of the course.
///
/// # Errors
/// As [`super::run`], when it would be the same for every exercise. What only one of them is the reason for is told
/// as [`AllEvent::NotChecked`].
pub fn all(course: &Course, cancel: &Cancel, on: &mut dyn FnMut(AllEvent)) -> Result<AllReport, CheckError> {
    let work = plan(course, cancel)?;
    let mut together = Together::build(course, &work, cancel, on)?;
    let mut report = AllReport::default();
    for work in work {
        cancel.check()?;
        let start = Instant::now();
        let exercise = work.id().to_owned();
        match together.check(work, on) {
            Ok(mut checked) => {
                checked.seconds = super::seconds(start);
                last::keep(&course.root, &checked)?;
                let passed = checked.verdict == Verdict::Passed;
                report.passed += usize::from(passed);
                report.failed += usize::from(!passed);
                on(AllEvent::Checked(checked.clone()));
                report.exercises.push(checked);
            }
            Err(error) if is_of_one(&error) => {
                report.not_checked.push(exercise.clone());
                on(AllEvent::NotChecked { exercise, error });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(report)
}

/// Whether the reason lies in one exercise: then the others may be checked all the same.
fn is_of_one(error: &CheckError) -> bool {
    use CheckError::{Cancelled, DiskFull, NoCargo, NoNetwork};
    !matches!(error, Cancelled | NoCargo | NoNetwork | DiskFull { .. })
}

/// What was built with one cargo call.
struct Together<'a> {
    course: &'a Course,
    cancel: &'a Cancel,
    workshop: Option<Workshop<'a>>,
    /// `None` when cargo built nothing, because a manifest among them cannot be read: then each is built alone.
    built: Option<BTreeMap<String, Built>>,
    /// The lock file before that.
    lock: Vec<u8>,
}

impl<'a> Together<'a> {
    fn build(
        course: &'a Course,
        work: &[Work],
        cancel: &'a Cancel,
        on: &mut dyn FnMut(AllEvent),
    ) -> Result<Self, CheckError> {
        let lock = cache::lock_file(&course.root);
        let mut together = Self { course, cancel, workshop: None, built: None, lock };
        let exercises: Vec<&Exercise> = work.iter().filter_map(Work::to_build).collect();
        if exercises.is_empty() {
            return Ok(together);
        }
        let workshop = together.workshop.insert(Workshop::open(course, cancel)?);
        let dirs = attempt::exercise_dirs(&exercises);
        let mut heard = |event| building(event, on);
        together.built = match workshop.build(What::Checks, &exercises, &dirs, None, &mut heard) {
            Err(CheckError::Cargo { .. }) => None,
            built => Some(built?),
        };
        Ok(together)
    }

    fn check(&mut self, work: Work, on: &mut dyn FnMut(AllEvent)) -> Result<CheckReport, CheckError> {
        let (exercise, key, stamp) = match work {
            Work::Known(report) => return Ok(*report),
            Work::Refused(_, error) => return Err(error),
            Work::Alone(exercise) => return self.alone(&exercise, on),
            Work::Build { exercise, key, stamp } => (exercise, key, stamp),
        };
        let (Some(workshop), Some(built)) = (&mut self.workshop, &mut self.built) else {
            return self.alone(&exercise, on);
        };
        on(AllEvent::Running { exercise: exercise.id.clone() });
        let mine = built.remove_entry(&exercise.package()).into_iter().collect();
        let report = workshop.report(&exercise, &exercise.dir, None, mine, None, &mut |_| {})?;
        if attempt::stamp(&exercise)? != stamp {
            return self.alone(&exercise, on);
        }
        let key = cache::settled(&self.course.root, &exercise, None, key, &self.lock)?;
        cache::keep(&self.course.root, &exercise, key, &report);
        Ok(report)
    }

    fn alone(&self, exercise: &Exercise, on: &mut dyn FnMut(AllEvent)) -> Result<CheckReport, CheckError> {
        on(AllEvent::Running { exercise: exercise.id.clone() });
        let mut on = |event| building(event, on);
        super::run(self.course, exercise, &Options::default(), self.cancel, &mut on)
    }
}

fn plan(course: &Course, cancel: &Cancel) -> Result<Vec<Work>, CheckError> {
    place::ensure_state(&course.root)?;
    let keys = Keys::new(&course.root)?;
    let seal = Seal::read(&course.root)?;
    let target = place::target_dir(&course.root);
    let mut work = Vec::new();
    for exercise in course.exercises() {
        cancel.check()?;
        work.push(match look(course, exercise, &keys, &seal, &target) {
            Err(error) if is_of_one(&error) => Work::Refused(exercise.id.clone(), error),
            found => found?,
        });
    }
    Ok(work)
}

/// What must be done for an exercise.
fn look(
    course: &Course,
    exercise: &Exercise,
    keys: &Keys<'_>,
    seal: &Seal,
    target: &Path,
) -> Result<Work, CheckError> {
    let stamp = attempt::stamp(exercise)?;
    judge::refuse_what_is_not_text(&exercise.dir, &exercise.edit)?;
    let exercise = seal.described(exercise, target)?;
    let sealed = seal.compare(&exercise);
    if attempt::is_untouched(&exercise) {
        return Ok(Work::Known(Box::new(attempt::untouched(&exercise, sealed.tampered))));
    }
    let key = keys.of(&exercise, None)?;
    Ok(match attempt::known(course, &exercise, &Options::default(), &key, &sealed) {
        Some(report) => Work::Known(Box::new(report)),
        None if sealed.tampered.is_empty() => Work::Build { exercise, key, stamp },
        None => Work::Alone(exercise),
    })
}

impl Work {
    fn id(&self) -> &str {
        match self {
            Work::Known(report) => &report.exercise,
            Work::Build { exercise, .. } | Work::Alone(exercise) => &exercise.id,
            Work::Refused(id, _) => id,
        }
    }

    fn to_build(&self) -> Option<&Exercise> {
        match self {
            Work::Build { exercise, .. } => Some(exercise),
            Work::Known(_) | Work::Alone(_) | Work::Refused(..) => None,
        }
    }
}

fn building(event: CheckEvent, on: &mut dyn FnMut(AllEvent)) {
    if let CheckEvent::Building { done, total, name } = event {
        on(AllEvent::Building { done, total, name });
    }
}
