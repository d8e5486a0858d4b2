//! The last report of each exercise, for those who speak about it later: hint, trace, diff.

use std::fs;
use std::path::{Path, PathBuf};

use super::place::{self, STATE};
use super::{CheckError, CheckReport};

/// The last report of the exercise `id`. `None` when it was never checked, or by a runner that wrote it otherwise.
#[must_use]
pub fn last(root: &Path, id: &str) -> Option<CheckReport> {
    serde_json::from_slice(&fs::read(file(root, id)).ok()?).ok()
}

pub(super) fn keep(root: &Path, report: &CheckReport) -> Result<(), CheckError> {
    let file = file(root, &report.exercise);
    let text = serde_json::to_vec(report).expect("a report is plain data");
    place::write_atomically(&file, &text)
}

fn file(root: &Path, id: &str) -> PathBuf {
    root.join(STATE).join("last").join(format!("{id}.json"))
}
