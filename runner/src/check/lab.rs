//! Builds the lab of an exercise on the learner's code: an example behind the feature `lab`.

use std::path::PathBuf;

use toml::{Table, Value};

use super::attempt::{self, Workshop};
use super::cargo::What;
use super::{Cancel, CheckError, CheckEvent, CheckReport, judge, place};
use crate::course::{Course, Exercise};

/// What came of the build.
#[derive(Debug)]
pub enum Lab {
    /// The exercise has none.
    None,
    /// A program to run.
    Program(PathBuf),
    /// The errors of the compiler.
    DoesNotCompile(Box<CheckReport>),
}

/// Builds the lab of an exercise.
///
/// # Errors
/// When it could not be built, and the learner's code is not the reason.
pub fn lab(
    course: &Course,
    exercise: &Exercise,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<Lab, CheckError> {
    if source(exercise).is_none() {
        return Ok(Lab::None);
    }
    cancel.check()?;
    place::ensure_state(&course.root)?;
    judge::refuse_what_is_not_text(&exercise.dir, &exercise.edit)?;
    build(Workshop::open(course, cancel)?, exercise, on)
}

/// Builds it in this workshop.
pub(super) fn build(
    mut workshop: Workshop<'_>,
    exercise: &Exercise,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<Lab, CheckError> {
    let (name, dirs) = (exercise.lab_name(), attempt::exercise_dirs(&[exercise]));
    let built = workshop.build(What::Lab(&name), &[exercise], &dirs, None, on)?;
    match built.get(&exercise.package()).and_then(|built| built.binary.clone()) {
        Some(program) => Ok(Lab::Program(program)),
        None => {
            let report = workshop.report(exercise, &exercise.dir, None, built, None, &mut |_| {})?;
            Ok(Lab::DoesNotCompile(Box::new(report)))
        }
    }
}

/// The file of the lab, as the exercise's manifest names it. `None`: it names none.
#[must_use]
pub fn source(exercise: &Exercise) -> Option<PathBuf> {
    let manifest: Table = std::fs::read_to_string(exercise.dir.join("Cargo.toml")).ok()?.parse().ok()?;
    let examples = manifest.get("example")?.as_array()?;
    let name = exercise.lab_name();
    let named = |example: &&Value| example.get("name").and_then(Value::as_str) == Some(&name);
    let path = examples.iter().find(named)?.get("path")?.as_str()?;
    Some(place::plain(&exercise.dir.join(path)))
}
