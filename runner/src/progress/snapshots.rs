//! Snapshots of the learner's files: `.workbook/snapshots/ID/NNNN/`, byte for byte, with a small manifest.
//!
//! Nothing of ours writes into the learner's `src/` without one: [`replace`] takes it and then writes, and
//! [`undo`] brings back the newest that differs from what is there, after a snapshot of that. So every undo can be
//! undone. A snapshot is built in a hidden folder and renamed into its place when all of it is on the disk; a kill
//! leaves the old state or the new one, and a restore that was cut short is finished by the next undo.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::ProgressError;
use super::entry::now_ms;
use super::error::At;
use super::files::{self, Content};
use super::journal::{Lock, STATE_FOLDER, sync_folder};
use crate::course::Exercise;

const MANIFEST: &str = "manifest.json";
/// Names the snapshot that is being restored, while it is.
const RESTORING: &str = "restoring";

/// One snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// From 1, upwards, in the order in which they were taken.
    pub number: u32,
    /// Why it was taken: `reset`, `undo`, …
    pub why: String,
    /// When.
    pub at_ms: u64,
}

/// What stands in a snapshot's manifest.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    why: String,
    at_ms: u64,
    /// Paths relative to the exercise, and their modes.
    files: BTreeMap<PathBuf, u32>,
    /// Files of the course that did not exist.
    absent: Vec<PathBuf>,
    hash: String,
}

/// A hash of everything in the learner's `src/`: equal bytes, equal hash.
///
/// # Errors
/// A file cannot be read.
pub fn hash(exercise: &Exercise) -> Result<String, ProgressError> {
    Ok(files::hash(&files::read_all(exercise)?))
}

/// Takes a snapshot of the learner's files, unless the newest one has the same bytes.
///
/// # Errors
/// It was not taken; nothing was changed.
pub fn take(root: &Path, exercise: &Exercise, why: &str) -> Result<Snapshot, ProgressError> {
    let _lock = Lock::take(root)?;
    forget_interrupted(&folder(root, exercise));
    take_locked(root, exercise, why)
}

/// Writes `new` (bytes by path relative to the exercise) into the exercise, after a snapshot. Files that are not
/// named stay as they are.
///
/// # Errors
/// Some files may have been replaced, each as a whole; [`undo`] brings back what was there.
pub fn replace(
    root: &Path,
    exercise: &Exercise,
    new: &BTreeMap<PathBuf, Vec<u8>>,
    why: &str,
) -> Result<Snapshot, ProgressError> {
    let _lock = Lock::take(root)?;
    forget_interrupted(&folder(root, exercise));
    let snapshot = take_locked(root, exercise, why)?;
    let there = files::read_all(exercise)?;
    for (path, bytes) in new {
        if there.get(path).is_none_or(|content| content.bytes != *bytes) {
            files::write_whole(&exercise.dir.join(path), bytes, None)?;
        }
    }
    files::sweep(&exercise.dir, new.keys());
    Ok(snapshot)
}

/// Restores the newest snapshot that differs from the files that are there, after a snapshot of these.
/// `None`: there is nothing to bring back.
///
/// # Errors
/// Some files may have been restored, each as a whole; the next undo goes on where this one ended.
pub fn undo(root: &Path, exercise: &Exercise) -> Result<Option<Snapshot>, ProgressError> {
    let _lock = Lock::take(root)?;
    let folder = folder(root, exercise);
    let now = files::hash(&files::read_all(exercise)?);
    let mut target = interrupted(&folder);
    for number in numbers(&folder)?.into_iter().rev() {
        if target.is_none() && manifest(&folder, number)?.hash != now {
            target = Some(number);
        }
    }
    let Some(number) = target else { return Ok(None) };
    take_locked(root, exercise, "undo")?;
    restore(&folder, number, exercise)?;
    let Manifest { why, at_ms, .. } = manifest(&folder, number)?;
    Ok(Some(Snapshot { number, why, at_ms }))
}

/// Every snapshot of an exercise, oldest first.
///
/// # Errors
/// A manifest cannot be read.
pub fn list(root: &Path, exercise: &Exercise) -> Result<Vec<Snapshot>, ProgressError> {
    let folder = folder(root, exercise);
    let snapshot = |number| {
        let Manifest { why, at_ms, .. } = manifest(&folder, number)?;
        Ok(Snapshot { number, why, at_ms })
    };
    numbers(&folder)?.into_iter().map(snapshot).collect()
}

fn folder(root: &Path, exercise: &Exercise) -> PathBuf {
    root.join(STATE_FOLDER).join("snapshots").join(&exercise.id)
}

fn name(number: u32) -> String {
    format!("{number:04}")
}

fn numbers(folder: &Path) -> Result<Vec<u32>, ProgressError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(ProgressError::io(folder, error)),
    };
    let mut numbers = Vec::new();
    for entry in entries {
        numbers.extend(entry.at(folder)?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn manifest(folder: &Path, number: u32) -> Result<Manifest, ProgressError> {
    let file = folder.join(name(number)).join(MANIFEST);
    let text = fs::read(&file).at(&file)?;
    serde_json::from_slice(&text).map_err(|error| ProgressError::Unreadable { file, line: error.line() })
}

fn interrupted(folder: &Path) -> Option<u32> {
    let number = fs::read_to_string(folder.join(RESTORING)).ok()?.trim().parse().ok()?;
    folder.join(name(number)).is_dir().then_some(number)
}

/// The learner has gone on: the next undo is about what comes now.
fn forget_interrupted(folder: &Path) {
    let _ = fs::remove_file(folder.join(RESTORING));
}

fn take_locked(root: &Path, exercise: &Exercise, why: &str) -> Result<Snapshot, ProgressError> {
    let folder = folder(root, exercise);
    fs::create_dir_all(&folder).at(&folder)?;
    clear_unfinished(&folder)?;
    let there = files::read_all(exercise)?;
    let hash = files::hash(&there);
    let newest = numbers(&folder)?.last().copied();
    if let Some(number) = newest {
        let Manifest { why, at_ms, hash: same, .. } = manifest(&folder, number)?;
        if same == hash {
            return Ok(Snapshot { number, why, at_ms });
        }
    }
    let number = newest.unwrap_or(0) + 1;
    let at_ms = now_ms();
    let manifest = Manifest {
        why: why.to_owned(),
        at_ms,
        files: there.iter().map(|(path, content)| (path.clone(), content.mode)).collect(),
        absent: exercise.edit.iter().filter(|path| !there.contains_key(*path)).cloned().collect(),
        hash,
    };
    let unfinished = folder.join(format!(".{}", name(number)));
    write_snapshot(&unfinished, &there, &manifest).at(&unfinished)?;
    let finished = folder.join(name(number));
    fs::rename(&unfinished, &finished).and_then(|()| sync_folder(&folder)).at(&finished)?;
    Ok(Snapshot { number, why: manifest.why, at_ms })
}

/// What a kill left behind; the lock is ours, so nobody is working on it.
fn clear_unfinished(folder: &Path) -> Result<(), ProgressError> {
    for entry in fs::read_dir(folder).at(folder)? {
        let entry = entry.at(folder)?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            let path = entry.path();
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.at(&path)?;
        }
    }
    Ok(())
}

fn write_snapshot(folder: &Path, there: &BTreeMap<PathBuf, Content>, manifest: &Manifest) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (path, content) in there {
        let copy = folder.join("files").join(path);
        let parent = copy.parent().expect("it lies below the snapshot's folder");
        fs::create_dir_all(parent)?;
        files::write_synced(&copy, &content.bytes, None)?;
        sync_folder(parent)?;
    }
    let text = serde_json::to_vec_pretty(manifest)?;
    files::write_synced(&folder.join(MANIFEST), &text, None)?;
    sync_folder(folder)
}

fn restore(folder: &Path, number: u32, exercise: &Exercise) -> Result<(), ProgressError> {
    let intent = folder.join(RESTORING);
    files::write_whole(&intent, number.to_string().as_bytes(), None)?;
    let saved = folder.join(name(number)).join("files");
    let Manifest { files, absent, .. } = manifest(folder, number)?;
    for (path, mode) in &files {
        let copy = saved.join(path);
        let bytes = fs::read(&copy).at(&copy)?;
        let target = exercise.dir.join(path);
        if fs::read(&target).is_ok_and(|there| there == bytes) {
            files::set_mode_of(&target, *mode).at(&target)?;
        } else {
            files::write_whole(&target, &bytes, Some(*mode))?;
        }
    }
    for path in &absent {
        let target = exercise.dir.join(path);
        match fs::remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(ProgressError::io(&target, error));
            }
            _ => {}
        }
    }
    files::sweep(&exercise.dir, files.keys().chain(&absent));
    fs::remove_file(&intent).at(&intent)
}
