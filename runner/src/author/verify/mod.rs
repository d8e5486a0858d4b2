//! Holds every exercise to what it promises.
//!
//! The starter fails with its promised cause, the solution passes, each wrong solution is told its own cause; texts
//! are complete and of one shape in both languages; what is generated is fresh. Each part says what it looks at.
//!
//! Reading order: `shape` (files as they are), `texts` (mentor), `listed` (checks against `exercise.toml`), `runs`
//! (what the checks say), `lab`, `book`.

mod book;
mod lab;
mod listed;
mod runs;
mod shape;
mod texts;

use super::{AuthorError, Finding, Mode, Outcome, beam, exercises, find, programs, seal, skeletons, traces};
use crate::check::{Cancel, CheckError};
use crate::course::{Course, Exercise};
use crate::mentor;

/// What is being looked at, for whoever draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyEvent {
    /// An exercise begins.
    Exercise {
        /// Its id.
        id: String,
        /// From 1.
        number: usize,
        /// How many there are.
        total: usize,
    },
    /// A crate of this exercise is checked: `starter`, `solution`, or the name of a wrong solution.
    Run {
        /// Its name.
        name: String,
    },
    /// The book is verified.
    Book,
    /// Something was found.
    Found(Finding),
}

/// What is to be verified.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// All exercises, the course and its book.
    All,
    /// These exercises.
    Exercises(&'a [String]),
    /// What is about no exercise alone: what is generated, what is listed, the book.
    Course,
}

/// Verifies.
///
/// # Errors
/// An id is unknown, or a check could not be carried out.
pub fn verify(
    course: &Course,
    scope: Scope<'_>,
    cancel: &Cancel,
    on: &mut dyn FnMut(VerifyEvent),
) -> Result<Outcome, AuthorError> {
    let chosen = match scope {
        Scope::All => course.exercises().cloned().collect(),
        Scope::Course => Vec::new(),
        Scope::Exercises(ids) => ids.iter().map(|id| find(course, id)).collect::<Result<Vec<_>, _>>()?,
    };
    let mut outcome = Outcome::default();
    for (index, exercise) in chosen.iter().enumerate() {
        on(VerifyEvent::Exercise { id: exercise.id.clone(), number: index + 1, total: chosen.len() });
        let findings = one(course, exercise, cancel, on)?;
        tell(course, &mut outcome, findings, on);
    }
    if !matches!(scope, Scope::Exercises(_)) {
        on(VerifyEvent::Book);
        let findings = whole(course)?;
        tell(course, &mut outcome, findings, on);
    }
    Ok(outcome)
}

/// What can be seen without building or running anything: cheap enough for every `cargo test`.
#[must_use]
pub fn look(course: &Course, exercise: &Exercise) -> Vec<Finding> {
    let mut findings = shape::findings(course, exercise);
    findings.extend(texts::findings(exercise));
    findings.extend(lab::named(exercise));
    findings.into_iter().map(|finding| finding.of(exercise).below(&course.root)).collect()
}

fn one(
    course: &Course,
    exercise: &Exercise,
    cancel: &Cancel,
    on: &mut dyn FnMut(VerifyEvent),
) -> Result<Vec<Finding>, AuthorError> {
    let mut findings = look(course, exercise);
    findings.extend(beam::one(exercise, Mode::Check)?.findings);
    match programs::solution_checks(course, exercise) {
        Ok(binary) => {
            findings.extend(listed::findings(course, exercise, &binary));
            findings.extend(traces::one(course, exercise, &binary, Mode::Check)?.findings);
            findings.extend(runs::findings(course, exercise, cancel, on)?);
            findings.extend(lab::opens(course, exercise));
        }
        Err(reason) => {
            let finding = Finding::error(&exercise.solution_dir, "author-solution-does-not-build");
            findings.push(finding.with("reason", reason));
        }
    }
    Ok(findings.into_iter().map(|finding| finding.of(exercise)).collect())
}

/// What is about the course as a whole.
fn whole(course: &Course) -> Result<Vec<Finding>, AuthorError> {
    let mut findings = skeletons(course, Mode::Check)?.findings;
    findings.extend(seal(course, Mode::Check)?.findings);
    let listed = |exercise: &&Exercise| course.exercise(&exercise.id).is_some();
    let unlisted = exercises(course).0;
    findings.extend(
        unlisted.iter().filter(|e| !listed(e)).map(|e| Finding::error(&e.dir, "author-unlisted").of(e)),
    );
    for language in crate::course::Language::ALL {
        findings.extend(mentor::common_gaps(language).into_iter().map(Finding::from));
    }
    findings.extend(book::findings(course));
    Ok(findings)
}

fn tell(course: &Course, outcome: &mut Outcome, findings: Vec<Finding>, on: &mut dyn FnMut(VerifyEvent)) {
    for finding in findings {
        let finding = finding.below(&course.root);
        if !outcome.findings.contains(&finding) {
            on(VerifyEvent::Found(finding.clone()));
            outcome.findings.push(finding);
        }
    }
}

impl From<CheckError> for AuthorError {
    fn from(error: CheckError) -> Self {
        Self::Check(error)
    }
}
