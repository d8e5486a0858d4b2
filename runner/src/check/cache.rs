//! Verdicts that are already known: the same bytes, the same checks, the same compiler, the same verdict.
//!
//! The key is a hash over everything a verdict depends on: the exercise's files, the crates of the workspace it
//! uses (solutions of earlier exercises, the harness), the root's manifest, lock file and cargo configuration, the seal,
//! and the compiler. One file for each exercise holds the last key and its report.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::hash::Sum;
use super::place::{self, STATE};
use super::{CheckError, CheckReport, toolchain};
use crate::course::Exercise;

/// Changes when the meaning of a report does.
const FORMAT: &str = "check 3";
/// Folders of an exercise that no verdict depends on.
const NOT_BUILT: [&str; 5] = ["mentor", "wrong", "traces", "examples", "target"];
const DEPENDENCIES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The lock file as it lies on the disk. Cargo may complete it while it builds.
pub(super) fn lock_file(root: &Path) -> Vec<u8> {
    fs::read(root.join("Cargo.lock")).unwrap_or_default()
}

/// The key under which a verdict is kept: that of the lock file it was built with, which cargo may have completed
/// since `key` was computed.
pub(super) fn settled(
    root: &Path,
    exercise: &Exercise,
    seed: Option<u64>,
    key: String,
    lock_before: &[u8],
) -> Result<String, CheckError> {
    if lock_file(root) == lock_before { Ok(key) } else { Keys::new(root)?.of(exercise, seed) }
}

/// Computes keys; crates that many exercises use are read once.
pub(super) struct Keys<'a> {
    root: &'a Path,
    common: String,
    paths: BTreeMap<String, PathBuf>,
    crates: RefCell<BTreeMap<PathBuf, (String, Vec<PathBuf>)>>,
}

#[derive(Serialize, Deserialize)]
struct Remembered {
    key: String,
    report: CheckReport,
}

impl<'a> Keys<'a> {
    pub(super) fn new(root: &'a Path) -> Result<Self, CheckError> {
        let mut sum = Sum::new(FORMAT);
        sum.add("runner", env!("CARGO_PKG_VERSION").as_bytes());
        sum.add("compiler", toolchain::identity(root, &root.join(STATE).join("cache"))?.as_bytes());
        for file in ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "exercises/checks.lock"] {
            sum.add_file(file, &root.join(file))?;
        }
        let manifest: Table =
            fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default().parse().unwrap_or_default();
        let shared = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
        let paths =
            shared.and_then(Value::as_table).into_iter().flatten().filter_map(|(name, dependency)| {
                let path = dependency.get("path")?.as_str()?;
                Some((name.clone(), place::plain(&root.join(path))))
            });
        Ok(Self { root, common: sum.finish(), paths: paths.collect(), crates: RefCell::default() })
    }

    /// The key of an exercise as it lies on the disk.
    pub(super) fn of(&self, exercise: &Exercise, seed: Option<u64>) -> Result<String, CheckError> {
        let mut sum = Sum::new(&self.common);
        sum.add("exercise", exercise.id.as_bytes());
        sum.add("limits", format!("{} {}", exercise.memory_mb, exercise.step_seconds).as_bytes());
        sum.add("seed", format!("{seed:?}").as_bytes());
        sum.add_folder(&exercise.dir, counts)?;
        let mut seen = BTreeSet::new();
        let mut next = self.paths_of(&exercise.dir);
        while let Some(dir) = next.pop() {
            if seen.insert(dir.clone()) {
                let (hash, paths) = self.crate_at(&dir)?;
                sum.add(&dir.strip_prefix(self.root).unwrap_or(&dir).to_string_lossy(), hash.as_bytes());
                next.extend(paths);
            }
        }
        Ok(sum.finish())
    }

    /// The folders of all crates of ours that an exercise stands on.
    pub(super) fn below(&self, exercise: &Exercise) -> BTreeSet<PathBuf> {
        let (mut seen, mut next) = (BTreeSet::new(), self.paths_of(&exercise.dir));
        while let Some(dir) = next.pop() {
            if seen.insert(dir.clone()) {
                next.extend(self.paths_of(&dir));
            }
        }
        seen
    }

    /// The hash of a crate of ours, and the crates of ours it depends on.
    fn crate_at(&self, dir: &Path) -> Result<(String, Vec<PathBuf>), CheckError> {
        if let Some(known) = self.crates.borrow().get(dir) {
            return Ok(known.clone());
        }
        let mut sum = Sum::new("crate");
        sum.add_file("Cargo.toml", &dir.join("Cargo.toml"))?;
        sum.add_file("build.rs", &dir.join("build.rs"))?;
        sum.add_folder(&dir.join("src"), |_| true)?;
        let found = (sum.finish(), self.paths_of(dir));
        self.crates.borrow_mut().insert(dir.to_owned(), found.clone());
        Ok(found)
    }

    /// Folders of the crates that this crate names by path, itself or through the workspace.
    fn paths_of(&self, dir: &Path) -> Vec<PathBuf> {
        let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap_or_default();
        let manifest: Table = manifest.parse().unwrap_or_default(); // cargo will say what is wrong with it
        let tables = DEPENDENCIES.iter().filter_map(|table| manifest.get(*table)?.as_table());
        // What is optional is for a lab; no check is built with it.
        let optional = |dependency: &Value| dependency.get("optional").and_then(Value::as_bool) == Some(true);
        let needed = tables.flatten().filter(|(_, dependency)| !optional(dependency));
        let found = needed.filter_map(|(name, dependency)| {
            let own =
                dependency.get("path").and_then(Value::as_str).map(|path| place::plain(&dir.join(path)));
            own.or_else(|| self.paths.get(name).cloned())
        });
        found.collect()
    }
}

/// What is remembered of an exercise under this key.
pub(super) fn find(root: &Path, exercise: &Exercise, key: &str) -> Option<CheckReport> {
    let text = fs::read(file(root, exercise)).ok()?;
    let remembered: Remembered = serde_json::from_slice(&text).ok()?;
    (remembered.key == key).then_some(remembered.report)
}

/// Remembers a report. A cache that cannot be written only costs time.
pub(super) fn keep(root: &Path, exercise: &Exercise, key: String, report: &CheckReport) {
    let remembered = Remembered { key, report: report.clone() };
    if let Ok(text) = serde_json::to_vec(&remembered) {
        let _ = place::write_atomically(&file(root, exercise), &text);
    }
}

fn file(root: &Path, exercise: &Exercise) -> PathBuf {
    root.join(STATE).join("cache").join(format!("{}.json", exercise.id))
}

/// Editors leave files of their own beside the code; they decide nothing.
pub(super) fn counts(file: &Path) -> bool {
    let hidden = file.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    let left_out = NOT_BUILT.iter().any(|folder| file.starts_with(folder));
    let name = file.file_name().unwrap_or_default().as_encoded_bytes();
    let editors = name.starts_with(b"#") || name.ends_with(b"~") || name.iter().all(u8::is_ascii_digit);
    !hidden && !left_out && !editors
}
