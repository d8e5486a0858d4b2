use std::fs;
use std::path::{Path, PathBuf};

use super::{Course, CourseError, Problem, find_root};

const COURSE: &str = "\
[[chapter]]
number = 1
id = \"model\"
title = { en = \"Model\", ru = \"Модель\" }
exercises = [\"first\", \"second\"]
";

const EXERCISE: &str = "\
kind = \"build\"
minutes = 40
title = { en = \"First\", ru = \"Первое\" }
edit = [\"src/lib.rs\"]
starter = \"not_yet\"

[[step]]
id = \"take\"
concept = \"queues\"
title = { en = \"Take\", ru = \"Возьми\" }
checks = [\"it_is_taken\", \"it_is_gone\"]

[[cause]]
id = \"lost\"
at = [\"fn take\\\\b\"]

[[picture]]
name = \"queue\"
check = \"take::it_is_taken\"
";

fn root() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    put(root.path(), "exercises/course.toml", COURSE);
    for id in ["first", "second"] {
        put(root.path(), &format!("exercises/01_model/{id}/exercise.toml"), EXERCISE);
    }
    root
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("it has one")).expect("writable");
    fs::write(path, text).expect("writable");
}

/// The error after `old` became `new` in `file`.
fn broken(file: &str, old: &str, new: &str) -> (usize, Problem) {
    let root = root();
    let text = fs::read_to_string(root.path().join(file)).expect("it is there");
    assert!(text.contains(old), "`{old}` is in {file}");
    put(root.path(), file, &text.replacen(old, new, 1));
    let error = Course::load(root.path()).expect_err("it is broken");
    assert_eq!(error.file, root.path().join(file));
    (error.line, error.problem)
}

const FIRST: &str = "exercises/01_model/first/exercise.toml";
const LIST: &str = "exercises/course.toml";

#[test]
fn a_course_is_read_as_it_is_written() {
    let root = root();
    let course = Course::load(root.path()).expect("it fits");
    let ids: Vec<&str> = course.exercises().map(|exercise| exercise.id.as_str()).collect();
    assert_eq!(ids, ["first", "second"]);
    let first = course.exercise("first").expect("listed");
    assert_eq!(first.steps[0].checks, ["take::it_is_taken", "take::it_is_gone"]);
    assert_eq!((first.memory_mb, first.step_seconds), (512, 5));
    assert_eq!(first.causes[0].at, ["fn take\\b"]);
    assert_eq!(first.solution_dir, root.path().join("solutions/01_model/first"));
    assert_eq!((first.pictures[0].name.as_str(), first.pictures[0].seed), ("queue", None));
}

#[test]
fn the_root_is_found_from_below() {
    let root = root();
    let deep = root.path().join("exercises/01_model/first");
    assert_eq!(find_root(&deep).as_deref(), Some(root.path()));
    assert_eq!(find_root(Path::new("/")), None);
}

#[test]
fn a_broken_course_file_is_said_with_its_line() {
    assert!(matches!(broken(LIST, "number = 1", "number = "), (2, Problem::BrokenToml { .. })));
    let missing = |key: &str| Problem::MissingKey { key: key.to_owned() };
    assert_eq!(broken(LIST, "id = \"model\"\n", ""), (1, missing("id")));
    assert_eq!(broken(LIST, "[[chapter]]", "[chapters]"), (1, missing("chapter")));
    let language = Problem::MissingLanguage { key: "title".to_owned(), language: "ru" };
    assert_eq!(broken(LIST, ", ru = \"Модель\"", ""), (4, language));
    let duplicate = Problem::Duplicate { key: "exercises".to_owned(), id: "first".to_owned() };
    assert_eq!(broken(LIST, "\"second\"", "\"first\""), (5, duplicate));
    let gone = Problem::MissingExercise { id: "third".into(), folder: "exercises/01_model/third".into() };
    assert_eq!(broken(LIST, "\"second\"", "\"third\""), (5, gone));
    let id = Problem::BadId { key: "exercises".to_owned(), id: "../first".to_owned() };
    assert_eq!(broken(LIST, "\"second\"", "\"../first\""), (5, id));
    assert_eq!(broken(LIST, "[[chapter]]", "[[chapter]]\nnumber = 1\nid = \"m\"\ntitle = { en = \"a\", ru = \"б\" }\nexercises = []\n[[chapter]]").1, Problem::ChapterOrder { number: 1 });
}

#[test]
fn a_broken_exercise_file_is_said_with_its_line() {
    let wrong_type = |key: &str, expected| Problem::WrongType { key: key.to_owned(), expected };
    let unknown =
        Problem::UnknownKind { kind: "guess".into(), expected: "build, fix, predict, measure".into() };
    assert_eq!(broken(FIRST, "\"build\"", "\"guess\""), (1, unknown));
    assert_eq!(broken(FIRST, "40", "\"40\""), (2, wrong_type("minutes", "number")));
    assert_eq!(broken(FIRST, "40", "-1"), (2, wrong_type("minutes", "number")));
    assert_eq!(broken(FIRST, "[\"src/lib.rs\"]", "[]").1, Problem::Empty { key: "edit".to_owned() });
    let outside = Problem::BadPath { key: "edit".to_owned(), path: "src/../../x.rs".to_owned() };
    assert_eq!(broken(FIRST, "src/lib.rs", "src/../../x.rs"), (4, outside));
    let (line, problem) = broken(FIRST, "starter", "startet = 1\nstarter");
    assert_eq!(line, 5);
    assert!(matches!(problem, Problem::UnknownKey { key, .. } if key == "startet"));
    let without = Problem::StepWithoutChecks { step: "take".to_owned() };
    assert_eq!(broken(FIRST, "\"it_is_taken\", \"it_is_gone\"", ""), (7, without));
    let twice = Problem::Duplicate { key: "checks".to_owned(), id: "it_is_taken".to_owned() };
    assert_eq!(broken(FIRST, "it_is_gone", "it_is_taken"), (11, twice));
    let (line, problem) = broken(FIRST, "fn take\\\\b", "fn take(");
    assert_eq!(line, 15);
    assert!(matches!(problem, Problem::BadPattern { cause, .. } if cause == "lost"));
    assert_eq!(broken(FIRST, "\"First\"", "\" \"").1, Problem::Empty { key: "en".to_owned() });
}

#[test]
fn files_that_cannot_be_read_are_told_apart() {
    let root = root();
    fs::write(root.path().join(FIRST), [0xff, 0xfe]).expect("writable");
    let CourseError { line, problem, .. } = Course::load(root.path()).expect_err("it is broken");
    assert_eq!((line, problem), (1, Problem::NotUtf8));
    fs::remove_file(root.path().join(FIRST)).expect("removable");
    assert_eq!(Course::load(root.path()).expect_err("it is gone").problem, Problem::Missing);
    let nothing = Course::load(&PathBuf::from("/nowhere")).expect_err("no course there");
    assert_eq!(nothing.problem, Problem::Missing);
}

/// The course of this checkout: a change of a file of the course cannot break the start of the runner.
#[test]
fn the_course_loads() {
    let root = find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the runner lies below the root");
    let course = Course::load(&root).unwrap_or_else(|error| panic!("{error}"));
    assert!(course.exercise("mailbox").is_some());
}
