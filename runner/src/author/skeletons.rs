//! Writes `exercises/*/*/src` from the solutions, and puts solutions and starters in each other's place.
//!
//! A file is only touched without a snapshot when it is missing or still as it was handed out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::locks::{self, Lock, STARTERS_FILE, changed_since_handed_out, digest};
use super::{AuthorError, Finding, Mode, Outcome, exercises, find, write};
use crate::course::cut::{self, Files};
use crate::course::{Course, Exercise};
use crate::progress::snapshots;

/// Cuts every exercise out of its solution.
///
/// # Errors
/// A snapshot or a file could not be written.
pub fn skeletons(course: &Course, mode: Mode) -> Result<Outcome, AuthorError> {
    let (all, broken) = exercises(course);
    let mut outcome =
        Outcome { findings: broken.into_iter().map(Finding::from).collect(), ..Outcome::default() };
    let mut lock = Lock::new();
    for exercise in &all {
        match cut::starter(exercise) {
            Ok(starter) => {
                record(&mut lock, exercise, &starter);
                outcome.add(skeleton(&course.root, exercise, &starter, mode)?);
            }
            Err(error) => outcome.findings.push(Finding::from(error).of(exercise)),
        }
    }
    let text = locks::text(&lock);
    if text != fs::read_to_string(course.root.join(STARTERS_FILE)).unwrap_or_default() {
        match mode {
            Mode::Write => {
                write(&course.root.join(STARTERS_FILE), text.as_bytes())?;
                outcome.written.push(STARTERS_FILE.into());
            }
            Mode::Check => outcome.findings.push(stale(Path::new(STARTERS_FILE))),
        }
    }
    Ok(outcome.tidy(course))
}

/// What `starters.lock` says against what the solutions give now, for the exercises of the course. Unlike
/// [`skeletons`] it does not look at the learner's files, so it holds for a learner who has solved everything.
#[must_use]
pub fn starters_are_recorded(course: &Course) -> Vec<Finding> {
    let recorded = locks::read(&course.root, STARTERS_FILE);
    let mut findings = Vec::new();
    for exercise in course.exercises() {
        match cut::starter(exercise) {
            Ok(starter) => {
                let mut lock = Lock::new();
                record(&mut lock, exercise, &starter);
                let stale_files = lock.iter().filter(|(path, hash)| recorded.get(*path) != Some(hash));
                findings.extend(stale_files.map(|(path, _)| stale(Path::new(path)).of(exercise)));
            }
            Err(error) => findings.push(Finding::from(error).of(exercise).below(&course.root)),
        }
    }
    findings
}

fn stale(file: &Path) -> Finding {
    Finding::error(file, "author-stale-starter").repair("author-repair-skeletons")
}

fn record(lock: &mut Lock, exercise: &Exercise, starter: &Files) {
    let learners = starter.iter().filter(|(path, _)| exercise.edit.contains(path));
    lock.extend(learners.map(|(path, text)| (locks::name(exercise, path), digest(text.as_bytes()))));
}

fn skeleton(root: &Path, exercise: &Exercise, starter: &Files, mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    let differs = |(path, text): &(&PathBuf, &String)| {
        fs::read(exercise.dir.join(path)).map_or(true, |bytes| bytes != text.as_bytes())
    };
    let differing: Files =
        starter.iter().filter(differs).map(|(path, text)| (path.clone(), text.clone())).collect();
    match mode {
        Mode::Check => {
            let stale_files = differing.keys().map(|path| stale(&exercise.dir.join(path)).of(exercise));
            outcome.findings.extend(stale_files);
            outcome.findings.extend(strays(exercise, starter));
        }
        Mode::Write if differing.is_empty() => {}
        Mode::Write => {
            if needs_snapshot(root, exercise, &differing) {
                snapshots::take(root, exercise, "skeletons")?;
            }
            for (path, text) in &differing {
                let file = exercise.dir.join(path);
                write(&file, text.as_bytes())?;
                outcome.written.push(file);
            }
        }
    }
    Ok(outcome)
}

/// Whether a file that is about to be overwritten is there and is not known to be ours.
fn needs_snapshot(root: &Path, exercise: &Exercise, differing: &Files) -> bool {
    let changed = changed_since_handed_out(root, exercise);
    differing.keys().any(|path| {
        let not_in_the_lock = !exercise.edit.contains(path);
        (not_in_the_lock || changed.contains(path)) && exercise.dir.join(path).exists()
    })
}

/// Files of the exercise that its solution does not have.
fn strays(exercise: &Exercise, starter: &Files) -> Vec<Finding> {
    let mut strays = Vec::new();
    let mut folders = vec![exercise.dir.join("src")];
    while let Some(folder) = folders.pop() {
        for name in super::names(&folder) {
            let path = folder.join(&name);
            let relative = path.strip_prefix(&exercise.dir).unwrap_or(&path);
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with('.') && !starter.contains_key(relative) {
                strays.push(Finding::error(path, "author-stray-file").of(exercise));
            }
        }
    }
    strays
}

/// Puts the solution into the exercise, after a snapshot.
///
/// # Errors
/// There is no such exercise, or a file could not be written.
pub fn solve(course: &Course, id: Option<&str>) -> Result<Outcome, AuthorError> {
    put(course, id, "solve", cut::solution)
}

/// Puts the starter back into the exercise, after a snapshot.
///
/// # Errors
/// There is no such exercise, or a file could not be written.
pub fn unsolve(course: &Course, id: Option<&str>) -> Result<Outcome, AuthorError> {
    put(course, id, "unsolve", cut::starter)
}

/// Puts the files that `cut` gives into one exercise, or into all of the course.
fn put(
    course: &Course,
    id: Option<&str>,
    why: &str,
    cut: fn(&Exercise) -> Result<Files, cut::CutError>,
) -> Result<Outcome, AuthorError> {
    let chosen = match id {
        Some(id) => vec![find(course, id)?],
        None => course.exercises().cloned().collect(),
    };
    let mut outcome = Outcome::default();
    for exercise in &chosen {
        let files = match cut(exercise) {
            Ok(files) => files,
            Err(error) => {
                outcome.findings.push(Finding::from(error).of(exercise));
                continue;
            }
        };
        let bytes: BTreeMap<PathBuf, Vec<u8>> =
            files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        snapshots::replace(&course.root, exercise, &bytes, why)?;
        outcome.written.extend(bytes.into_keys().map(|path| exercise.dir.join(path)));
    }
    Ok(outcome.tidy(course))
}
