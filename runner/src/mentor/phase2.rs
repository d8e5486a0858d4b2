//! Phase 2: the solution as a diff against the learner's own lines, each change with its reason.
//!
//! The reason comes from the step in whose cut region of the solution the change falls.

use std::path::PathBuf;

use similar::{ChangeTag, TextDiff};

use crate::course::cut::Files;

/// Lines of context around a change.
const CONTEXT: usize = 2;

/// One file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChanges {
    /// Relative to the exercise.
    pub file: PathBuf,
    /// What differs, top down.
    pub hunks: Vec<Hunk>,
}

/// Changes that lie close together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// First line on the left, from 1.
    pub was_line: usize,
    /// First line on the right, from 1.
    pub now_line: usize,
    /// The lines, top down.
    pub lines: Vec<(Change, String)>,
    /// Steps of the solution that the change belongs to, in order.
    pub steps: Vec<String>,
}

/// Which side a line is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Left only.
    Was,
    /// Right only.
    Now,
    /// Both.
    Same,
}

/// The changes that lead from the files `was` to `now`. `marked` are the solution's files with their marks, from
/// which each hunk's steps follow; files that are not in it have none.
#[must_use]
pub fn phase2(was: &Files, now: &Files, marked: &Files) -> Vec<FileChanges> {
    let mut changes = Vec::new();
    for (file, now) in now {
        let was = was.get(file).map_or("", String::as_str);
        let owners = marked.get(file).map(|text| owners(text)).unwrap_or_default();
        let hunks = hunks(was, now, &owners);
        if !hunks.is_empty() {
            changes.push(FileChanges { file: file.clone(), hunks });
        }
    }
    changes
}

fn hunks(was: &str, now: &str, owners: &[Option<String>]) -> Vec<Hunk> {
    let diff = TextDiff::from_lines(was, now);
    let mut hunks = Vec::new();
    for group in diff.grouped_ops(CONTEXT) {
        let Some(first) = group.first() else { continue };
        let mut lines = Vec::new();
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let side = match change.tag() {
                ChangeTag::Delete => Change::Was,
                ChangeTag::Insert => Change::Now,
                ChangeTag::Equal => Change::Same,
            };
            lines.push((side, change.value().trim_end_matches(['\n', '\r']).to_owned()));
        }
        let touched = group.iter().filter(|op| !matches!(op, similar::DiffOp::Equal { .. }));
        let mut steps: Vec<String> = Vec::new();
        for index in touched.flat_map(|op| near(op.new_range())) {
            if let Some(Some(step)) =
                owners.get(index).filter(|o| o.as_ref().is_some_and(|s| !steps.contains(s)))
            {
                steps.push(step.clone());
            }
        }
        hunks.push(Hunk {
            was_line: first.old_range().start + 1,
            now_line: first.new_range().start + 1,
            lines,
            steps,
        });
    }
    hunks
}

/// The lines of a range; a removal has none of its own, so it belongs to the line it stood before.
fn near(range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    if range.is_empty() { range.start..range.start + 1 } else { range }
}

/// For each line of the solution without its marks: the step whose cut region it lies in.
fn owners(marked: &str) -> Vec<Option<String>> {
    let mut owners = Vec::new();
    let mut step: Option<String> = None;
    for line in marked.lines().map(str::trim_start) {
        if let Some(name) = line.strip_prefix("// ANCHOR: ") {
            step = name.trim().strip_prefix("cut_").map(str::to_owned).or(step);
        } else if let Some(name) = line.strip_prefix("// ANCHOR_END: ") {
            if name.starts_with("cut_") {
                step = None;
            }
        } else {
            owners.push(step.clone());
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::{Change, Files, phase2};

    const MARKED: &str = "fn a() {\n    // ANCHOR: cut_take\n    one();\n    // ANCHOR_END: cut_take => todo!()\n}\n\
                          fn b() {}\n";
    const CLEAN: &str = "fn a() {\n    one();\n}\nfn b() {}\n";

    fn files(text: &str) -> Files {
        Files::from([("src/a.rs".into(), text.to_owned())])
    }

    #[test]
    fn a_change_knows_its_step() {
        let changes = phase2(&files("fn a() {\n    two();\n}\nfn b() {}\n"), &files(CLEAN), &files(MARKED));
        let hunk = &changes[0].hunks[0];
        assert_eq!(hunk.steps, ["take"]);
        assert!(hunk.lines.contains(&(Change::Was, "    two();".into())));
        assert!(hunk.lines.contains(&(Change::Now, "    one();".into())));
        assert_eq!((hunk.was_line, hunk.now_line), (1, 1));
    }

    #[test]
    fn a_change_outside_of_every_step_has_none() {
        let changes = phase2(&files("fn a() {\n    one();\n}\n"), &files(CLEAN), &files(MARKED));
        assert!(changes[0].hunks[0].steps.is_empty());
    }

    #[test]
    fn equal_files_are_not_listed() {
        assert_eq!(phase2(&files(CLEAN), &files(CLEAN), &files(MARKED)), []);
    }
}
