//! A lab is one file for the solution and the exercise; it builds on both, and opens on the solution.

use std::process::Command;

use super::super::Finding;
use super::super::programs::{self, LIMIT};
use crate::check;
use crate::course::{Course, Exercise};

/// Whether the exercise names the lab of the solution, and it is there.
pub(super) fn named(exercise: &Exercise) -> Option<Finding> {
    let manifest = exercise.dir.join("Cargo.toml");
    let ours = exercise.solution_dir.join(format!("examples/{}.rs", exercise.lab_name()));
    match check::lab_source(exercise) {
        None if ours.is_file() => {
            Some(Finding::error(manifest, "author-lab-unlisted").repair("author-repair-lab"))
        }
        None => None,
        Some(file) if file != ours => {
            Some(Finding::error(manifest, "author-lab-elsewhere").repair("author-repair-lab"))
        }
        Some(file) if !file.is_file() => Some(Finding::error(file, "author-lab-missing")),
        Some(_) => None,
    }
}

/// Whether it builds on what lies in the exercise, and opens on the solution.
pub(super) fn opens(course: &Course, exercise: &Exercise) -> Option<Finding> {
    let file = check::lab_source(exercise).filter(|file| file.is_file())?;
    let reason = refused(course, exercise).err()?;
    Some(Finding::error(file, "author-lab-fails").with("reason", reason))
}

fn refused(course: &Course, exercise: &Exercise) -> Result<(), String> {
    programs::exercise_lab(course, exercise)?;
    let lab = programs::solution_lab(course, exercise)?;
    // Without input it opens and closes at once.
    let ended = programs::run(Command::new(lab).current_dir(&course.root), Some(LIMIT));
    match ended.map_err(|error| error.to_string())? {
        ended if ended.success => Ok(()),
        ended => Err(ended.last_words()),
    }
}
