//! Cuts an exercise out of its solution: the solution is the only place where code is written.
//!
//! ```text
//!     // ANCHOR: cut_take
//!     let oldest = self.saved.iter().position(|message| matches(message))?;
//!     self.saved.remove(oldest)
//!     // ANCHOR_END: cut_take => // TODO: find the oldest match
//!     // ANCHOR_END: cut_take => todo!("take")
//! ```
//!
//! The starter shows the lines behind `=>` at the indentation of the opening comment; a bare `ANCHOR_END` leaves
//! nothing. All other anchors, which are the book's, go. A wrong solution holds replaced regions only.
//!
//! `regions` splits a text once; starter, solution and wrong solutions are three ways to join it again.

mod error;
mod regions;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

pub use error::{CutError, CutProblem};
use regions::{At, CUT, Part, Region, join, split};

use super::Exercise;
use crate::check::Verdict;

/// Texts by their path relative to the crate: `src/mailbox.rs`.
pub type Files = BTreeMap<PathBuf, String>;

/// A wrong solution: what it must be told, and its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Name of its file without the ending: `order_lost`, `order_lost.2`.
    pub name: String,
    /// The cause the check must report.
    pub cause: String,
    /// The verdict the check must give.
    pub verdict: Verdict,
    /// The whole `src/`.
    pub files: Files,
}

/// What the learner starts with.
///
/// # Errors
/// The solution cannot be read, or its markers do not fit.
pub fn starter(exercise: &Exercise) -> Result<Files, CutError> {
    join_files(&read_solution(exercise)?, exercise, |region| region.starter())
}

/// The solution without markers.
///
/// # Errors
/// The solution cannot be read, or its markers do not fit.
pub fn solution(exercise: &Exercise) -> Result<Files, CutError> {
    join_files(&read_solution(exercise)?, exercise, |region| region.solution())
}

/// Every wrong solution of `wrong/`, by name.
///
/// # Errors
/// A file cannot be read, or its regions are not those of the solution.
pub fn wrong(exercise: &Exercise) -> Result<Vec<Wrong>, CutError> {
    let folder = exercise.dir.join("wrong");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let solution = read_solution(exercise)?;
    let mut all = Vec::new();
    for path in list(&folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".rs")) else {
            continue;
        };
        let text = read(&path)?;
        all.push(
            compose(&solution, name, &text)
                .map_err(|error| error.in_file_or(&exercise.solution_dir, &path))?,
        );
    }
    Ok(all)
}

/// Every step for which the solution has a cut region.
///
/// # Errors
/// The solution cannot be read, or its markers do not fit.
pub fn steps(exercise: &Exercise) -> Result<Vec<String>, CutError> {
    let mut steps = Vec::new();
    for (path, text) in read_solution(exercise)? {
        let parts = split(&text).map_err(|at| at.error(&exercise.solution_dir.join(&path)))?;
        for part in parts {
            let Part::Cut(region) = part else { continue };
            let step = region.name.trim_start_matches(CUT).to_owned();
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
    }
    Ok(steps)
}

/// The files of which a step cuts something out; none where the solution cannot be read.
#[must_use]
pub fn files_of(exercise: &Exercise, step: &str) -> Vec<PathBuf> {
    let cuts = |text: &str| {
        let parts = split(text).unwrap_or_default();
        parts.iter().any(|part| matches!(part, Part::Cut(cut) if cut.name.trim_start_matches(CUT) == step))
    };
    let files = read_solution(exercise).unwrap_or_default();
    files.into_iter().filter(|(_, text)| cuts(text)).map(|(file, _)| file).collect()
}

/// The starter of one text with markers. Pure.
///
/// # Errors
/// The line, and why its marker does not fit.
pub fn starter_text(text: &str) -> Result<String, (usize, CutProblem)> {
    Ok(join(&split(text).map_err(At::pair)?, &mut |region| region.starter()))
}

/// The text without markers. Pure.
///
/// # Errors
/// The line, and why its marker does not fit.
pub fn solution_text(text: &str) -> Result<String, (usize, CutProblem)> {
    Ok(join(&split(text).map_err(At::pair)?, &mut |region| region.solution()))
}

/// Puts the regions of a wrong solution in the place of those of `solution`, whose texts have markers. Pure.
///
/// # Errors
/// Paths are those of `solution`; errors of the wrong solution itself have an empty path.
pub fn compose(solution: &Files, name: &str, text: &str) -> Result<Wrong, CutError> {
    let here = |at: At| at.error(Path::new(""));
    let verdict = verdict(text).map_err(here)?;
    let mut regions: BTreeMap<String, Vec<Region<'_>>> = BTreeMap::new();
    for part in split(text).map_err(here)? {
        match part {
            Part::Cut(region) => regions.entry(region.name.to_owned()).or_default().push(region),
            Part::Line { text, .. } if text.trim().is_empty() || text.trim_start().starts_with("//") => {}
            Part::Line { number, .. } => return Err(here(At(number, CutProblem::StrayCode))),
        }
    }
    if regions.is_empty() {
        return Err(here(At(1, CutProblem::ReplacesNothing)));
    }
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut files = Files::new();
    for (path, marked) in solution {
        let parts = split(marked).map_err(|at| at.error(path))?;
        let mut replace = |region: &Region<'_>| {
            let number = met.entry(region.name.to_owned()).or_default();
            *number += 1;
            match regions.get(region.name).and_then(|given| given.get(*number - 1)) {
                Some(given) => given.moved_to(region.indent),
                None => region.solution(),
            }
        };
        files.insert(path.clone(), join(&parts, &mut replace));
    }
    for (name, given) in &regions {
        let there = met.get(name).copied().unwrap_or(0);
        if let Some(surplus) = given.get(there) {
            let problem = CutProblem::NoSuchRegion { name: name.clone(), number: there + 1 };
            return Err(here(At(surplus.line, problem)));
        }
    }
    let cause = name.split('.').next().unwrap_or(name).to_owned();
    Ok(Wrong { name: name.to_owned(), cause, verdict, files })
}

/// The verdict in the header of a wrong solution, `failed` where it has none.
fn verdict(text: &str) -> Result<Verdict, At> {
    let header = text.lines().zip(1..).take_while(|(line, _)| line.trim_start().starts_with("//"));
    for (line, number) in header {
        let Some(given) = line.trim_start_matches('/').trim().strip_prefix("verdict:") else { continue };
        let given = given.trim();
        let known = serde_json::from_value(serde_json::Value::String(given.to_owned()));
        return known.map_err(|_| At(number, CutProblem::UnknownVerdict { given: given.to_owned() }));
    }
    Ok(Verdict::Failed)
}

fn join_files(
    solution: &Files,
    exercise: &Exercise,
    choose: fn(&Region<'_>) -> Vec<String>,
) -> Result<Files, CutError> {
    solution
        .iter()
        .map(|(path, text)| {
            let parts = split(text).map_err(|at| at.error(&exercise.solution_dir.join(path)))?;
            Ok((path.clone(), join(&parts, &mut |region| choose(region))))
        })
        .collect()
}

/// The solution's `src/` as it is written, with its markers.
///
/// # Errors
/// A file cannot be read or is not UTF-8.
pub fn read_solution(exercise: &Exercise) -> Result<Files, CutError> {
    let mut files = Files::new();
    let mut folders = vec![exercise.solution_dir.join("src")];
    while let Some(folder) = folders.pop() {
        for path in list(&folder)? {
            if path.is_dir() {
                folders.push(path);
            } else {
                let relative = path.strip_prefix(&exercise.solution_dir).unwrap_or(&path).to_owned();
                files.insert(relative, read(&path)?);
            }
        }
    }
    Ok(files)
}

/// The entries of a folder, sorted, without hidden ones.
fn list(folder: &Path) -> Result<Vec<PathBuf>, CutError> {
    let entries: io::Result<Vec<PathBuf>> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut entries = entries.map_err(|error| cannot_read(folder, &error))?;
    entries.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    entries.sort();
    Ok(entries)
}

fn read(path: &Path) -> Result<String, CutError> {
    fs::read_to_string(path).map_err(|error| cannot_read(path, &error))
}

fn cannot_read(path: &Path, error: &io::Error) -> CutError {
    let problem = match error.kind() {
        io::ErrorKind::InvalidData => CutProblem::NotUtf8,
        _ => CutProblem::CannotRead { reason: error.to_string() },
    };
    CutError { file: path.to_owned(), line: 1, problem }
}
