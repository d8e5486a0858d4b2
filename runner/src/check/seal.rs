//! The course's own files: what they must be, which of them were changed, and their originals.
//!
//! `exercises/checks.lock` has a line `sha256  path` for each file of an exercise that is not the learner's. The
//! originals were embedded when the runner was built. An exercise without a line is new and not sealed yet.
//!
//! Left out: a learner who changes the lock as well. Whoever does that knows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::place::{self, RunDir};
use super::{CheckError, hash};
use crate::course::{Course, Exercise};

mod originals {
    include!(concat!(env!("OUT_DIR"), "/originals.rs"));
}

/// The lock; the paths in it start at the root as well.
const LOCK_FILE: &str = "exercises/checks.lock";
/// The description of an exercise.
const DESCRIPTION: &str = "exercise.toml";
/// Folders of an exercise that no verdict depends on.
const NOT_BUILT: [&str; 4] = ["mentor", "wrong", "traces", "examples"];

/// What the files of the course must be: path below the root and hash.
pub(super) struct Seal(BTreeMap<PathBuf, String>);

/// The sealed files of one exercise.
pub(super) struct Sealed {
    /// Relative to the exercise, with the hash each must have.
    pub(super) files: BTreeMap<PathBuf, String>,
    /// Those that differ or are missing, and those that must not be there.
    pub(super) tampered: Vec<PathBuf>,
    below_root: PathBuf,
}

impl Seal {
    /// Reads the lock; where it is missing, the one the runner was built with.
    ///
    /// # Errors
    /// `ChecksLost` when there is neither.
    pub(super) fn read(root: &Path) -> Result<Self, CheckError> {
        let text = fs::read_to_string(root.join(LOCK_FILE));
        let text = text.unwrap_or_else(|_| originals::LOCK.to_owned());
        let entries = text.lines().filter_map(|line| line.split_once("  "));
        let entries: BTreeMap<_, _> =
            entries.map(|(hash, path)| (PathBuf::from(path), hash.to_owned())).collect();
        if entries.is_empty() {
            return Err(CheckError::ChecksLost { path: PathBuf::from(LOCK_FILE) });
        }
        Ok(Self(entries))
    }

    /// The exercise as the course describes it. A learner may have changed the description: which checks there
    /// are, how long a step may take.
    ///
    /// # Errors
    /// `ChecksLost` when it was changed and the original is not at hand.
    pub(super) fn described(&self, exercise: &Exercise, target: &Path) -> Result<Exercise, CheckError> {
        let below_root = below_root(exercise);
        let file = Path::new(DESCRIPTION);
        let wanted = self.0.get(&below_root.join(file)).cloned();
        let found = hash::of_file(&exercise.dir.join(file));
        if wanted.is_none() || wanted == found {
            return Ok(exercise.clone());
        }
        let files = wanted.into_iter().map(|hash| (file.to_owned(), hash)).collect();
        let sealed = Sealed { files, tampered: Vec::new(), below_root: below_root.clone() };
        let original = sealed.original(exercise, file)?;
        let scratch = RunDir::new(target)?;
        let copy = scratch.path().join(&below_root);
        place::write_if_changed(&copy.join(file), &original)?;
        let described = Course::read_exercise(scratch.path(), &exercise.chapter_folder, &exercise.id);
        let described = described.map_err(|_| CheckError::ChecksLost { path: below_root.join(file) })?;
        let (dir, solution_dir) = (exercise.dir.clone(), exercise.solution_dir.clone());
        Ok(Exercise { dir, solution_dir, ..described })
    }

    /// Compares the files of an exercise with what they must be. One that is not sealed has nothing to compare.
    pub(super) fn compare(&self, exercise: &Exercise) -> Sealed {
        let below_root = below_root(exercise);
        let own = |path: &Path| exercise.edit.iter().any(|edit| edit == path);
        let counts = |path: &Path| !NOT_BUILT.iter().any(|folder| path.starts_with(folder)) && !own(path);
        let entries = self.0.iter().filter_map(|(path, hash)| {
            let path = path.strip_prefix(&below_root).ok().filter(|path| counts(path))?;
            Some((path.to_owned(), hash.clone()))
        });
        let files: BTreeMap<PathBuf, String> = entries.collect();
        let differs = |path: &Path, wanted: &str| {
            hash::of_file(&exercise.dir.join(path)).is_none_or(|found| found != wanted)
        };
        let changed =
            files.iter().filter(|(path, wanted)| differs(path, wanted)).map(|(path, _)| path.clone());
        let mut tampered: Vec<PathBuf> = changed.collect();
        let script = PathBuf::from("build.rs"); // cargo would run it
        if !files.is_empty() && !files.contains_key(&script) && exercise.dir.join(&script).exists() {
            tampered.push(script);
        }
        Sealed { files, tampered, below_root }
    }
}

impl Sealed {
    /// The bytes of a sealed file: those on the disk when they are right, else the original.
    ///
    /// # Errors
    /// `ChecksLost` when the original is not at hand.
    pub(super) fn original(&self, exercise: &Exercise, path: &Path) -> Result<Vec<u8>, CheckError> {
        let wanted = self.files.get(path).map_or("", String::as_str);
        if let Ok(bytes) = fs::read(exercise.dir.join(path))
            && hash::of(&bytes) == wanted
        {
            return Ok(bytes);
        }
        let path = self.below_root.join(path);
        let embedded = originals::FILES.iter().find(|(name, _)| Path::new(name) == path);
        match embedded {
            Some((_, bytes)) if hash::of(bytes) == wanted => Ok(bytes.to_vec()),
            _ => Err(CheckError::ChecksLost { path }),
        }
    }
}

fn below_root(exercise: &Exercise) -> PathBuf {
    Path::new("exercises").join(&exercise.chapter_folder).join(&exercise.id)
}
