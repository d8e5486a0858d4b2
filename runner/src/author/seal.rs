//! Seals what is not the learner's: manifests, `exercise.toml`, checks, transcripts, given files.
//!
//! Only exercises of the course are sealed: what `course.toml` does not list yet is still being written.

use std::fs;
use std::path::{Path, PathBuf};

use super::locks::{self, Lock, SEAL_FILE, digest};
use super::{AuthorError, Finding, Mode, Outcome, names, write};
use crate::course::cut::{self, Files};
use crate::course::{Course, Exercise};

/// Writes `exercises/checks.lock`, or says which of its lines are stale.
///
/// # Errors
/// A file could not be read or written.
pub fn seal(course: &Course, mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    let mut lock = Lock::new();
    for exercise in course.exercises() {
        lock.extend(sealed(exercise)?);
    }
    let recorded = locks::read(&course.root, SEAL_FILE);
    let text = locks::text(&lock);
    if text == fs::read_to_string(course.root.join(SEAL_FILE)).unwrap_or_default() {
        return Ok(outcome);
    }
    if mode == Mode::Write {
        write(&course.root.join(SEAL_FILE), text.as_bytes())?;
        outcome.written.push(SEAL_FILE.into());
        return Ok(outcome);
    }
    let stale = |path: &String| Finding::error(path, "author-stale-seal").repair("author-repair-seal");
    let changed = lock.iter().filter(|(path, hash)| recorded.get(*path) != Some(hash));
    outcome.findings.extend(changed.map(|(path, _)| stale(path)));
    outcome.findings.extend(recorded.keys().filter(|path| !lock.contains_key(*path)).map(stale));
    if outcome.findings.is_empty() {
        outcome.findings.push(stale(&SEAL_FILE.to_owned())); // same lines in another order
    }
    Ok(outcome)
}

/// The hashes of one exercise's files that are not the learner's.
fn sealed(exercise: &Exercise) -> Result<Lock, AuthorError> {
    let mut files = vec![PathBuf::from("Cargo.toml"), PathBuf::from("exercise.toml")];
    let recorded = |name: &String| name.ends_with(".exs") || name.ends_with(".out");
    files.extend(names(&exercise.dir).into_iter().filter(recorded).map(PathBuf::from));
    files.extend(below(&exercise.dir, Path::new("tests")));
    // Files in src/ that the learner added are the learner's; only the course's own are sealed.
    let given: Files = cut::read_solution(exercise).unwrap_or_default();
    files.extend(given.into_keys().filter(|path| !exercise.edit.contains(path)));
    let mut lock = Lock::new();
    for file in files {
        let path = exercise.dir.join(&file);
        match fs::read(&path) {
            Ok(bytes) => {
                lock.insert(locks::name(exercise, &file), digest(&bytes));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(AuthorError::Io { path, source }),
        }
    }
    Ok(lock)
}

/// Every file below `dir/folder`, relative to `dir`. New snapshots that nobody accepted do not count.
fn below(dir: &Path, folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for name in names(&dir.join(folder)) {
        let path = folder.join(&name);
        if dir.join(&path).is_dir() {
            files.extend(below(dir, &path));
        } else if !name.starts_with('.') && !name.ends_with(".snap.new") {
            files.push(path);
        }
    }
    files
}
