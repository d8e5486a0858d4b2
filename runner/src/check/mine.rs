//! `--mine`: an exercise on the learner's own crates. Where a crate below it passes its checks, theirs takes the place
//! of ours; where it does not, ours serves.
//!
//! The course's crates name each other through the workspace, so a second workspace with other paths is all it
//! takes. It lies below the target folder, with links to the three trees of the course, one folder deeper than in
//! the course: cargo tells packages apart by their place in the workspace, and these must not pass for those.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::attempt::{self, Workshop};
use super::cache::Keys;
use super::cargo::What;
use super::error::At;
use super::lab::Lab;
use super::{Cancel, CheckError, CheckEvent, CheckReport, Options, Verdict, judge, place, run};
use crate::course::{Course, Exercise};

/// The trees of the course that crates lie in.
const TREES: [&str; 3] = ["runner", "solutions", "exercises"];
/// Where they are linked, below the workspace.
const LINKED: &str = "course";

/// One crate below an exercise, and whose it is.
#[derive(Clone, Debug)]
pub struct Part {
    /// The exercise in which it is written.
    pub id: String,
    /// What its checks said of the learner's.
    pub verdict: Verdict,
}

impl Part {
    /// Whether the learner's serves.
    #[must_use]
    pub fn is_mine(&self) -> bool {
        self.verdict == Verdict::Passed
    }
}

/// Checks what an exercise stands on, and says whose crates will serve, in the order of the course.
///
/// # Errors
/// As [`run`].
pub fn parts(
    course: &Course,
    exercise: &Exercise,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<Vec<Part>, CheckError> {
    let below = Keys::new(&course.root)?.below(exercise);
    let used = |other: &&Exercise| other.id != exercise.id && below.contains(&other.solution_dir);
    let used: Vec<&Exercise> = course.exercises().filter(used).collect();
    let mut parts = Vec::new();
    for other in used {
        let mut quiet = |event| {
            if let CheckEvent::Building { .. } | CheckEvent::Built = event {
                on(event);
            }
        };
        let report = run(course, other, &Options::default(), cancel, &mut quiet)?;
        parts.push(Part { id: other.id.clone(), verdict: report.verdict });
    }
    Ok(parts)
}

/// Checks an exercise on these crates. The verdict is not kept: it depends on more than the exercise.
///
/// # Errors
/// As [`run`].
pub fn check(
    course: &Course,
    exercise: &Exercise,
    parts: &[Part],
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<CheckReport, CheckError> {
    judge::refuse_what_is_not_text(&exercise.dir, &exercise.edit)?;
    let (course, exercise, target) = second(course, exercise, parts)?;
    let mut workshop = Workshop::open_in(&course, target, cancel)?;
    let dirs = attempt::exercise_dirs(&[&exercise]);
    let built = workshop.build(What::Checks, &[&exercise], &dirs, None, on)?;
    workshop.report(&exercise, &exercise.dir, None, built, None, on)
}

/// Builds the lab of an exercise on these crates.
///
/// # Errors
/// As [`super::lab()`].
pub fn lab(
    course: &Course,
    exercise: &Exercise,
    parts: &[Part],
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<Lab, CheckError> {
    let (course, exercise, target) = second(course, exercise, parts)?;
    super::lab::build(Workshop::open_in(&course, target, cancel)?, &exercise, on)
}

/// The course as the second workspace sees it, and the folder into which it builds: that of the first.
fn second(
    course: &Course,
    exercise: &Exercise,
    parts: &[Part],
) -> Result<(Course, Exercise, PathBuf), CheckError> {
    let target = place::target_dir(&course.root);
    let root = target.join("workbook/mine");
    let linked = root.join(LINKED);
    fs::create_dir_all(&linked).at(&linked)?;
    for tree in TREES {
        link(&course.root.join(tree), &linked.join(tree))?;
    }
    let moved = |dir: &Path| linked.join(dir.strip_prefix(&course.root).unwrap_or(dir));
    let manifest = manifest(course, exercise, parts, &root)?;
    place::write_if_changed(&root.join("Cargo.toml"), manifest.to_string().as_bytes())?;
    let lock = course.root.join("Cargo.lock");
    if let Ok(bytes) = fs::read(&lock) {
        place::write_if_changed(&root.join("Cargo.lock"), &bytes)?;
    }
    let second = Exercise {
        dir: moved(&exercise.dir),
        solution_dir: moved(&exercise.solution_dir),
        ..exercise.clone()
    };
    Ok((Course { root, chapters: course.chapters.clone() }, second, target))
}

/// The root manifest of the course, with the exercise as the only member and the learner's crates where they serve.
fn manifest(course: &Course, exercise: &Exercise, parts: &[Part], root: &Path) -> Result<Table, CheckError> {
    let file = course.root.join("Cargo.toml");
    let text = fs::read_to_string(&file).at(&file)?;
    let wrong = |cause: toml::de::Error| CheckError::Cargo { message: cause.message().to_owned() };
    let mut manifest: Table = text.parse().map_err(wrong)?;
    let Some(Value::Table(workspace)) = manifest.get_mut("workspace") else { return Ok(manifest) };
    ["default-members", "exclude"].iter().for_each(|key| drop(workspace.remove(*key)));
    let here = |dir: &Path| {
        let path = root.join(LINKED).join(dir.strip_prefix(&course.root).unwrap_or(dir));
        Value::String(path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned())
    };
    workspace.insert("members".to_owned(), Value::Array(vec![here(&exercise.dir)]));
    let mine: BTreeSet<&str> = parts.iter().filter(|part| part.is_mine()).map(|part| &*part.id).collect();
    let dependencies = workspace.get_mut("dependencies").and_then(Value::as_table_mut);
    for (name, dependency) in dependencies.into_iter().flat_map(|table| table.iter_mut()) {
        let Some(table) = dependency.as_table_mut().filter(|table| table.contains_key("path")) else {
            continue;
        };
        match course.exercise(name).filter(|other| mine.contains(&*other.id)) {
            Some(other) => {
                table.insert("path".to_owned(), here(&other.dir));
                table.insert("package".to_owned(), Value::String(other.package()));
            }
            None => {
                let path = table.get("path").and_then(Value::as_str).unwrap_or_default();
                let path = here(&place::plain(&course.root.join(path)));
                table.insert("path".to_owned(), path);
            }
        }
    }
    Ok(manifest)
}

/// Makes `link` lead to `folder`.
fn link(folder: &Path, link: &Path) -> Result<(), CheckError> {
    if fs::read_link(link).is_ok_and(|leads| leads == folder) {
        return Ok(());
    }
    match fs::remove_file(link) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(CheckError::io(link, error)),
        _ => {}
    }
    #[cfg(unix)]
    let linked = std::os::unix::fs::symlink(folder, link);
    #[cfg(windows)]
    let linked = std::os::windows::fs::symlink_dir(folder, link);
    match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()), // another runner was faster
        linked => linked.at(link),
    }
}
