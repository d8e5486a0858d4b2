//! Two files with the hash of everything that is handed out, `sha256  path` a line, as `sha256sum -c` reads it.
//!
//! `checks.lock` seals what is not the learner's, so that the runner notices a changed check. `starters.lock` holds
//! the learner's files as they are handed out, so that fresh and changed ones are told apart without a
//! repository. Paths are relative to the root, sorted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::course::Exercise;
use crate::progress::hex;

/// Hashes of what is not the learner's.
pub const SEAL_FILE: &str = "exercises/checks.lock";
/// Hashes of the learner's files as they are handed out.
pub const STARTERS_FILE: &str = "exercises/starters.lock";

/// The lines of such a file: hashes by path.
pub(super) type Lock = BTreeMap<String, String>;

/// The SHA-256 of some bytes, in small hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Reads a lock file; a line that does not fit counts as missing.
pub(super) fn read(root: &Path, file: &str) -> Lock {
    let text = fs::read_to_string(root.join(file)).unwrap_or_default();
    let line = |line: &str| line.split_once("  ").map(|(hash, path)| (path.to_owned(), hash.to_owned()));
    text.lines().filter_map(line).collect()
}

pub(super) fn text(lock: &Lock) -> String {
    lock.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect()
}

/// A file of an exercise as lock files name it.
pub(super) fn name(exercise: &Exercise, relative: &Path) -> String {
    let mut name = format!("exercises/{}/{}", exercise.chapter_folder, exercise.id);
    for part in relative {
        name.push('/');
        name.push_str(&part.to_string_lossy());
    }
    name
}

/// The learner's files that are there and are not as they were handed out.
#[must_use]
pub fn changed_since_handed_out(root: &Path, exercise: &Exercise) -> Vec<PathBuf> {
    let lock = read(root, STARTERS_FILE);
    let changed = |path: &&PathBuf| match fs::read(exercise.dir.join(path)) {
        Ok(bytes) => lock.get(&name(exercise, path)) != Some(&digest(&bytes)),
        Err(_) => false,
    };
    exercise.edit.iter().filter(changed).cloned().collect()
}
