//! A new exercise with every file it needs, in both languages, that compiles and is complete but for its content.
//!
//! `course.toml` is left alone: an exercise is listed when it is done.

use std::path::{Path, PathBuf};

use super::{AuthorError, Outcome, unlisted, write};
use crate::course::{Chapter, Course, cut};

/// The files of the template: where they go, and their text with `{id}`, `{chapter}` and `{chapter_id}`.
const SOLUTION: [(&str, &str); 2] = [
    ("Cargo.toml", include_str!("template/solution_cargo.toml.txt")),
    ("src/lib.rs", include_str!("template/solution_lib.rs.txt")),
];
const EXERCISE: [(&str, &str); 8] = [
    ("Cargo.toml", include_str!("template/exercise_cargo.toml.txt")),
    ("exercise.toml", include_str!("template/exercise.toml.txt")),
    ("tests/checks.rs", include_str!("template/checks.rs.txt")),
    ("wrong/adds_two.rs", include_str!("template/adds_two.rs.txt")),
    ("beam.exs", include_str!("template/beam.exs.txt")),
    ("beam.out", include_str!("template/beam.out.txt")),
    ("mentor/en.md", include_str!("template/en.md.txt")),
    ("mentor/ru.md", include_str!("template/ru.md.txt")),
];

/// Writes a new exercise into a chapter, named by its id, number or folder.
///
/// # Errors
/// The id is taken or no id, there is no such chapter, or a file could not be written.
pub fn new(course: &Course, id: &str, chapter: &str) -> Result<Outcome, AuthorError> {
    let good = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !good {
        return Err(AuthorError::BadId { id: id.to_owned() });
    }
    let unknown = || AuthorError::UnknownChapter { chapter: chapter.to_owned() };
    let chapter = course.chapters.iter().find(|known| is_named(known, chapter)).ok_or_else(unknown)?;
    let folder = folder(chapter);
    let exercise = course.root.join("exercises").join(&folder).join(id);
    let solution = course.root.join("solutions").join(&folder).join(id);
    let known = course.exercise(id).is_some() || unlisted(course).iter().any(|(_, other)| other == id);
    if known || exercise.exists() || solution.exists() {
        return Err(AuthorError::Taken { id: id.to_owned() });
    }
    let fill = |text: &str| {
        text.replace("{id}", id).replace("{chapter}", &folder).replace("{chapter_id}", &chapter.id)
    };
    // A manifest comes after everything it names: without it, every cargo command in the workspace would break.
    let library = fill(SOLUTION[1].1);
    let starter = cut::starter_text(&library).expect("the template's markers fit");
    let path = exercise.join("src/lib.rs");
    write(&path, starter.as_bytes())?;
    let mut written = vec![path];
    written.extend(put(&exercise, &EXERCISE, &fill)?);
    written.extend(put(&solution, &SOLUTION, &fill)?);
    Ok(Outcome { written, ..Outcome::default() }.tidy(course))
}

/// `02_processes`.
fn folder(chapter: &Chapter) -> String {
    format!("{:02}_{}", chapter.number, chapter.id)
}

fn is_named(chapter: &Chapter, name: &str) -> bool {
    chapter.id == name || folder(chapter) == name || name.parse() == Ok(chapter.number)
}

fn put(
    folder: &Path,
    files: &[(&str, &str)],
    fill: &dyn Fn(&str) -> String,
) -> Result<Vec<PathBuf>, AuthorError> {
    let mut written = Vec::new();
    for (path, text) in files.iter().rev() {
        let path = folder.join(path);
        write(&path, fill(text).as_bytes())?;
        written.push(path);
    }
    Ok(written)
}
