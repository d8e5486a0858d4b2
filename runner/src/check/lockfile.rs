//! How many crates a build may need, from `Cargo.lock`: an estimate for a progress bar.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Beginnings of crates that only other systems need; `Cargo.lock` does not say which.
const ELSEWHERE: [&str; 8] = ["windows", "winapi", "wasi", "wasm", "wit-", "js-sys", "web-", "redox"];

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// What a lab alone is built with, though the lock file knows it of the exercise.
const LAB: &str = "lab";

/// The packages and all they depend on. `None` when the lock file cannot be read.
pub(super) fn crates_of(root: &Path, packages: &[(String, PathBuf)]) -> Option<usize> {
    let lock: Lock = toml::from_str(&fs::read_to_string(root.join("Cargo.lock")).ok()?).ok()?;
    let known: BTreeMap<&str, &Package> = lock.package.iter().map(|p| (p.name.as_str(), p)).collect();
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&str> = packages.iter().map(|(package, _)| package.as_str()).collect();
    while let Some(name) = next.pop() {
        let Some(package) = known.get(name).filter(|_| !is_elsewhere(name) && name != LAB) else { continue };
        if found.insert(&package.name) {
            // `name` or `name version`.
            next.extend(package.dependencies.iter().filter_map(|entry| entry.split(' ').next()));
        }
    }
    Some(found.len()).filter(|count| *count > 0)
}

fn is_elsewhere(name: &str) -> bool {
    !cfg!(windows) && ELSEWHERE.iter().any(|start| name.starts_with(start))
}
