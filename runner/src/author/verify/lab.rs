//! A lab is one file for the solution and the exercise; it builds on both, and opens on the solution.

use super::super::Finding;
use super::super::programs::{self, LIMIT};
use crate::check;
use crate::course::{Course, Exercise};

pub(super) fn findings(course: &Course, exercise: &Exercise) -> Vec<Finding> {
    let manifest = exercise.dir.join("Cargo.toml");
    let ours = exercise.solution_dir.join(format!("examples/{}.rs", exercise.lab_name()));
    match check::lab_source(exercise) {
        None if ours.is_file() => {
            vec![Finding::error(manifest, "author-lab-unlisted").repair("author-repair-lab")]
        }
        None => Vec::new(),
        Some(file) if file != ours => {
            vec![Finding::error(manifest, "author-lab-elsewhere").repair("author-repair-lab")]
        }
        Some(file) if !file.is_file() => vec![Finding::error(file, "author-lab-missing")],
        Some(file) => builds(course, exercise)
            .map(|reason| Finding::error(file, "author-lab-fails").with("reason", reason))
            .into_iter()
            .collect(),
    }
}

/// Why it does not build on the exercise, or does not open on the solution.
fn builds(course: &Course, exercise: &Exercise) -> Option<String> {
    if let Err(reason) = programs::exercise_lab(course, exercise) {
        return Some(reason);
    }
    let lab = match programs::solution_lab(course, exercise) {
        Ok(lab) => lab,
        Err(reason) => return Some(reason),
    };
    // Without input it opens and closes at once.
    let mut command = std::process::Command::new(lab);
    match programs::run(command.current_dir(&course.root), Some(LIMIT)) {
        Ok(ended) if ended.success => None,
        Ok(ended) => Some(ended.last_words()),
        Err(error) => Some(error.to_string()),
    }
}
