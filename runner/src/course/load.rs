//! Reads `course.toml` and every `exercise.toml`.
//!
//! Only what is cheap is looked at here, because the prompt waits for it: the form of the two kinds of file, and
//! that each exercise has a folder. Whether an exercise does what it promises is for `author verify`.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::document::{At, Document, Table};
use super::{Cause, Chapter, Course, CourseError, Exercise, Kind, Picture, Problem, Step};

/// Where the order of the course stands, below the root.
const COURSE_FILE: &str = "exercises/course.toml";
/// Memory a check may use, where the exercise does not say.
const MEMORY_MB: u64 = 512;
/// Seconds a step may take, where the exercise does not say.
const STEP_SECONDS: u64 = 5;

/// The folder of the course that holds `from`: the nearest one above it with `exercises/course.toml`.
#[must_use]
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join(COURSE_FILE).is_file()).map(Path::to_owned)
}

pub(super) fn course(root: &Path) -> Result<Course, CourseError> {
    let document = Document::read(&root.join(COURSE_FILE))?;
    let mut file = document.parse()?;
    let tables = file.tables("chapter")?;
    if tables.is_empty() {
        return Err(file.error(file.at(), Problem::MissingKey { key: "chapter".to_owned() }));
    }
    let mut ids = Ids::default();
    let mut chapters: Vec<Chapter> = Vec::new();
    for table in tables {
        let last = chapters.last().map_or(0, |chapter| chapter.number);
        chapters.push(chapter(root, table, last, &mut ids)?);
    }
    file.finish()?;
    Ok(Course { root: root.to_owned(), chapters })
}

/// Ids that are taken.
#[derive(Default)]
struct Ids {
    chapters: BTreeSet<String>,
    exercises: BTreeSet<String>,
}

fn chapter(root: &Path, mut table: Table<'_>, last: u32, ids: &mut Ids) -> Result<Chapter, CourseError> {
    let number = table.number("number")?;
    let wrong_order = || Problem::ChapterOrder { number: number.value };
    let number = u32::try_from(number.value)
        .ok()
        .filter(|n| *n > last)
        .ok_or_else(|| table.error(number.at, wrong_order()))?;
    let id = table.string("id")?;
    let id = fresh_id(&table, "id", id, &mut ids.chapters)?;
    let title = table.both_languages("title")?;
    let folder = format!("{number:02}_{id}");
    let mut exercises = Vec::new();
    for listed in table.strings("exercises")? {
        let at = listed.at;
        let exercise_id = fresh_id(&table, "exercises", listed, &mut ids.exercises)?;
        let dir = root.join("exercises").join(&folder).join(&exercise_id);
        if !dir.is_dir() {
            let folder = format!("exercises/{folder}/{exercise_id}");
            return Err(table.error(at, Problem::MissingExercise { id: exercise_id, folder }));
        }
        exercises.push(exercise(root, &folder, &exercise_id)?);
    }
    table.finish()?;
    Ok(Chapter { number, id, title, exercises })
}

/// Reads one exercise, whether `course.toml` lists it or not.
pub(super) fn exercise(root: &Path, chapter_folder: &str, id: &str) -> Result<Exercise, CourseError> {
    let dir = root.join("exercises").join(chapter_folder).join(id);
    let document = Document::read(&dir.join("exercise.toml"))?;
    let mut file = document.parse()?;
    let exercise = Exercise {
        id: id.to_owned(),
        chapter_folder: chapter_folder.to_owned(),
        kind: kind(&mut file)?,
        minutes: u32::try_from(file.number("minutes")?.value).unwrap_or(u32::MAX),
        title: file.both_languages("title")?,
        solution_dir: root.join("solutions").join(chapter_folder).join(id),
        edit: edit(&mut file)?,
        starter: file.string("starter")?.value,
        memory_mb: file.optional_number("memory_mb")?.unwrap_or(MEMORY_MB),
        step_seconds: file.optional_number("step_seconds")?.unwrap_or(STEP_SECONDS),
        steps: steps(&mut file)?,
        causes: causes(&mut file)?,
        pictures: pictures(&mut file)?,
        dir,
    };
    file.finish()?;
    Ok(exercise)
}

fn kind(file: &mut Table<'_>) -> Result<Kind, CourseError> {
    let kind = file.string("kind")?;
    let known = [Kind::Build, Kind::Fix, Kind::Predict, Kind::Measure];
    known.into_iter().find(|known| known.name() == kind.value).ok_or_else(|| {
        let expected = known.map(Kind::name).join(", ");
        file.error(kind.at, Problem::UnknownKind { kind: kind.value, expected })
    })
}

fn edit(file: &mut Table<'_>) -> Result<Vec<PathBuf>, CourseError> {
    let listed = file.strings("edit")?;
    if listed.is_empty() {
        return Err(file.error(file.at(), Problem::Empty { key: "edit".to_owned() }));
    }
    let mut paths = Vec::new();
    for At { at, value } in listed {
        let path = PathBuf::from(&value);
        let inside = path.starts_with("src") && path.components().all(|c| matches!(c, Component::Normal(_)));
        if !inside {
            return Err(file.error(at, Problem::BadPath { key: "edit".to_owned(), path: value }));
        }
        if paths.contains(&path) {
            return Err(file.error(at, Problem::Duplicate { key: "edit".to_owned(), id: value }));
        }
        paths.push(path);
    }
    Ok(paths)
}

fn steps(file: &mut Table<'_>) -> Result<Vec<Step>, CourseError> {
    let mut taken = BTreeSet::new();
    let mut steps = Vec::new();
    for mut table in file.tables("step")? {
        let id = table.string("id")?;
        let id = fresh_id(&table, "step", id, &mut taken)?;
        let concept = table.string("concept")?.value;
        let title = table.both_languages("title")?;
        let mut names = BTreeSet::new();
        let mut checks = Vec::new();
        for name in table.strings("checks")? {
            checks.push(format!("{id}::{}", fresh_id(&table, "checks", name, &mut names)?));
        }
        if checks.is_empty() {
            return Err(table.error(table.at(), Problem::StepWithoutChecks { step: id }));
        }
        table.finish()?;
        steps.push(Step { id, concept, title, checks });
    }
    if steps.is_empty() {
        return Err(file.error(file.at(), Problem::MissingKey { key: "step".to_owned() }));
    }
    Ok(steps)
}

fn causes(file: &mut Table<'_>) -> Result<Vec<Cause>, CourseError> {
    let mut taken = BTreeSet::new();
    let mut causes = Vec::new();
    for mut table in file.tables("cause")? {
        let id = table.string("id")?;
        let id = fresh_id(&table, "cause", id, &mut taken)?;
        let mut at = Vec::new();
        for pattern in table.strings("at")? {
            if let Err(error) = regex_lite::Regex::new(&pattern.value) {
                let (cause, reason) = (id.clone(), error.to_string());
                let problem = Problem::BadPattern { cause, pattern: pattern.value, reason };
                return Err(table.error(pattern.at, problem));
            }
            at.push(pattern.value);
        }
        table.finish()?;
        causes.push(Cause { id, at });
    }
    Ok(causes)
}

fn pictures(file: &mut Table<'_>) -> Result<Vec<Picture>, CourseError> {
    let mut taken = BTreeSet::new();
    let mut pictures = Vec::new();
    for mut table in file.tables("picture")? {
        let name = table.string("name")?;
        let name = fresh_id(&table, "picture", name, &mut taken)?;
        let check = table.string("check")?.value;
        let seed = table.optional_number("seed")?;
        let from = table.optional_string("from")?;
        let until = table.optional_string("until")?;
        let hide = table.optional_strings("hide")?.into_iter().map(|kind| kind.value).collect();
        table.finish()?;
        pictures.push(Picture { name, check, seed, from, until, hide });
    }
    Ok(pictures)
}

/// An id of small letters, digits and `_` that nobody has taken yet. Ids become file and crate names.
fn fresh_id(
    table: &Table<'_>,
    key: &str,
    id: At<String>,
    taken: &mut BTreeSet<String>,
) -> Result<String, CourseError> {
    let At { at, value: id } = id;
    let starts_well = id.starts_with(|c: char| c.is_ascii_lowercase());
    let goes_on_well = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !starts_well || !goes_on_well {
        return Err(table.error(at, Problem::BadId { key: key.to_owned(), id }));
    }
    if !taken.insert(id.clone()) {
        return Err(table.error(at, Problem::Duplicate { key: key.to_owned(), id }));
    }
    Ok(id)
}
