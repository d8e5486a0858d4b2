use std::fs;
use std::path::Path;

use super::{AuthorError, Finding, Level, Mode, STARTERS_FILE, look, new, seal, skeletons, solve, unsolve};
use crate::course::{Course, Exercise};
use crate::progress::snapshots;

/// A course with one exercise, `doubling`, made by `author new`, its placeholders filled in.
struct World {
    root: tempfile::TempDir,
}

const COURSE: &str = "\
[[chapter]]
number = 3
id = \"numbers\"
title = { en = \"Numbers\", ru = \"Числа\" }
exercises = []
";

const DIR: &str = "exercises/03_numbers/doubling";
const SOLUTION: &str = "solutions/03_numbers/doubling";

impl World {
    /// The course without the exercise.
    fn empty() -> Self {
        let world = Self { root: tempfile::tempdir().expect("a temporary folder") };
        world.put("exercises/course.toml", COURSE);
        world
    }

    fn new() -> Self {
        let world = Self::empty();
        new(&world.course(), "doubling", "numbers").expect("it is written");
        world.change("exercises/course.toml", "exercises = []", "exercises = [\"doubling\"]");
        for language in ["en", "ru"] {
            let text = world.get(&format!("{DIR}/mentor/{language}.md"));
            let filled = text.lines().filter(|line| !line.contains("TODO")).collect::<Vec<_>>().join("\n");
            world.put(&format!("{DIR}/mentor/{language}.md"), &filled);
        }
        for file in [format!("{DIR}/exercise.toml"), format!("{DIR}/beam.exs")] {
            world.put(&file, &world.get(&file).replace("TODO", "Done"));
        }
        let lib = format!("{SOLUTION}/src/lib.rs");
        let lines = world.get(&lib);
        let filled = lines
            .lines()
            .map(|line| if line.contains("=>") { line.into() } else { line.replace("TODO", "x") });
        world.put(&lib, &(filled.collect::<Vec<String>>().join("\n") + "\n"));
        world.put(&format!("{DIR}/wrong/adds_two.2.rs"), &world.get(&format!("{DIR}/wrong/adds_two.rs")));
        skeletons(&world.course(), Mode::Write).expect("written");
        seal(&world.course(), Mode::Write).expect("written");
        world
    }

    fn course(&self) -> Course {
        Course::load(self.root.path()).unwrap_or_else(|error| panic!("{error}"))
    }

    fn exercise(&self) -> Exercise {
        self.course().exercise("doubling").expect("it is listed").clone()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn get(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn change(&self, path: &str, old: &str, new: &str) {
        let text = self.get(path);
        assert!(text.contains(old), "`{old}` is in {path}");
        self.put(path, &text.replacen(old, new, 1));
    }

    fn snapshots(&self) -> usize {
        snapshots::list(self.root.path(), &self.exercise()).expect("readable").len()
    }

    /// Rules that `look` finds broken, with file and line.
    fn look(&self) -> Vec<String> {
        let course = self.course();
        let exercise = self.exercise();
        look(&course, &exercise).iter().map(said).collect()
    }
}

fn said(finding: &Finding) -> String {
    let line = finding.line.map_or(String::new(), |line| format!(":{line}"));
    format!("{}{line} {}", finding.file.display(), finding.rule)
}

fn rules(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_new_exercise_lacks_nothing_but_its_content() {
    let world = World::empty();
    let written = new(&world.course(), "doubling", "3").expect("written").written;
    assert!(written.iter().all(|path| path.is_relative()) && written.len() == 11, "{written:?}");
    assert!(world.course().exercises().next().is_none(), "it is not listed yet");
    let exercise = super::find(&world.course(), "doubling").expect("an author finds it all the same");
    let findings = look(&world.course(), &exercise);
    let mut rules = rules(&findings);
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules, ["author-few-wrong-solutions", "author-placeholder"]);
}

#[test]
fn a_filled_in_exercise_has_no_findings() {
    let world = World::new();
    assert_eq!(world.look(), [""; 0]);
    assert!(skeletons(&world.course(), Mode::Check).expect("compared").findings.is_empty());
    assert!(seal(&world.course(), Mode::Check).expect("compared").findings.is_empty());
}

#[test]
fn new_refuses_what_is_taken_and_what_is_no_id() {
    let world = World::new();
    let course = world.course();
    assert!(matches!(new(&course, "doubling", "3"), Err(AuthorError::Taken { .. })));
    assert!(matches!(new(&course, "Doubling", "3"), Err(AuthorError::BadId { .. })));
    assert!(matches!(new(&course, "../x", "3"), Err(AuthorError::BadId { .. })));
    assert!(matches!(new(&course, "tripling", "4"), Err(AuthorError::UnknownChapter { .. })));
    assert!(matches!(solve(&course, Some("tripling")), Err(AuthorError::UnknownExercise { .. })));
}

#[test]
fn a_file_that_the_learner_changed_is_kept_before_the_starter_takes_its_place() {
    let world = World::new();
    let lib = format!("{DIR}/src/lib.rs");
    let starter = world.get(&lib);
    world.put(&lib, "// mine\n");
    let stale = skeletons(&world.course(), Mode::Check).expect("compared");
    assert_eq!(rules(&stale.findings), ["author-stale-starter"]);
    assert_eq!(world.get(&lib), "// mine\n", "a check writes nothing");

    skeletons(&world.course(), Mode::Write).expect("written");
    assert_eq!(world.get(&lib), starter);
    snapshots::undo(world.root.path(), &world.exercise()).expect("restored");
    assert_eq!(world.get(&lib), "// mine\n");
}

#[test]
fn a_starter_nobody_touched_makes_way_without_a_snapshot() {
    let world = World::new();
    let (before, before_that) = (world.get(STARTERS_FILE), world.snapshots());
    world.change(&format!("{SOLUTION}/src/lib.rs"), "todo!(\"first: n and n again\")", "todo!(\"anew\")");
    let written = skeletons(&world.course(), Mode::Write).expect("written").written;
    assert_eq!(written.len(), 2, "{written:?}");
    assert!(world.get(&format!("{DIR}/src/lib.rs")).contains("todo!(\"anew\")"));
    assert_ne!(world.get(STARTERS_FILE), before);
    assert_eq!(world.snapshots(), before_that);
}

#[test]
fn a_stale_record_of_starters_is_found_whatever_the_learner_has_written() {
    let world = World::new();
    world.put(&format!("{DIR}/src/lib.rs"), "// solved\n");
    assert!(super::starters_are_recorded(&world.course()).is_empty());
    world.change(&format!("{SOLUTION}/src/lib.rs"), "first: n", "first: no");
    assert_eq!(rules(&super::starters_are_recorded(&world.course())), ["author-stale-starter"]);
}

#[test]
fn a_file_that_the_solution_does_not_have_is_found() {
    let world = World::new();
    world.put(&format!("{DIR}/src/left/over.rs"), "");
    let findings = skeletons(&world.course(), Mode::Check).expect("compared").findings;
    assert_eq!(said(&findings[0]), format!("{DIR}/src/left/over.rs author-stray-file"));
}

#[test]
fn solve_and_unsolve_are_each_other_backwards() {
    let world = World::new();
    let lib = format!("{DIR}/src/lib.rs");
    let starter = world.get(&lib);
    solve(&world.course(), None).expect("written");
    let solved = world.get(&lib);
    assert!(solved.contains("n * 2") && !solved.contains("ANCHOR") && !solved.contains("todo!"));
    unsolve(&world.course(), Some("doubling")).expect("written");
    assert_eq!(world.get(&lib), starter);
    snapshots::undo(world.root.path(), &world.exercise()).expect("restored");
    assert_eq!(world.get(&lib), solved);
}

#[test]
fn the_seal_breaks_for_every_file_that_is_not_the_learners_and_for_no_other() {
    let world = World::new();
    world.put(&format!("{DIR}/src/lib.rs"), "// mine\n");
    world.put(&format!("{DIR}/src/own.rs"), "// mine too\n");
    assert!(seal(&world.course(), Mode::Check).expect("compared").findings.is_empty());
    world.change(&format!("{DIR}/tests/checks.rs"), "[2, 4]", "[2]");
    world.put(&format!("{DIR}/tests/snapshots/new.snap"), "x");
    fs::remove_file(world.root.path().join(DIR).join("beam.out")).expect("removed");
    let findings = seal(&world.course(), Mode::Check).expect("compared").findings;
    let mut files: Vec<String> = findings.iter().map(said).collect();
    files.sort();
    let expected = ["beam.out", "tests/checks.rs", "tests/snapshots/new.snap"];
    assert_eq!(files, expected.map(|file| format!("{DIR}/{file} author-stale-seal")));
}

/// Each way to break an exercise is found where it was broken, by its own rule.
#[test]
fn what_is_broken_is_found_where_it_was_broken() {
    let toml = "exercise.toml";
    let cases: [(&str, &str, &str, &str); 12] = [
        ("mentor/ru.md", "## why", "## почему", "mentor/ru.md:29 mentor-unknown-heading"),
        ("mentor/ru.md", "1. Найди число", "Найди число", "mentor/ru.md"),
        ("mentor/en.md", "`{got}`", "`{gut}`", "mentor/en.md:9 author-unknown-placeholder"),
        ("mentor/en.md", "agree?", "agree? Why?", "mentor/en.md:9 mentor-question-marks"),
        ("mentor/en.md", "compare the steps", "who steps?", "mentor/en.md:9 mentor-asks-elsewhere"),
        ("mentor/en.md", "Line {line} is", "Строка {line} is", "mentor/en.md:18 author-wrong-language"),
        (
            "tests/checks.rs",
            "check(\"adds_two\"",
            "check(\"adds_three\"",
            "tests/checks.rs:13 author-unknown-cause",
        ),
        (toml, "starter = \"not_yet\"", "starter = \"not_now\"", "exercise.toml author-unknown-cause"),
        (toml, "id = \"adds_two\"", "id = \"adds_one\"", "wrong/adds_two.rs author-unknown-cause"),
        (toml, "[\"src/lib.rs\"]", "[\"src/main.rs\"]", "exercise.toml author-no-such-edit"),
        (toml, "id = \"first\"", "id = \"second\"", "exercise.toml author-cut-without-step"),
        ("wrong/adds_two.rs", "cut_first", "cut_last", "wrong/adds_two.rs:4 cut-stray"),
    ];
    for (file, old, new, expected) in cases {
        let world = World::new();
        world.change(&format!("{DIR}/{file}"), old, new);
        let found = world.look();
        let expected = format!("{DIR}/{expected}");
        assert!(
            found.iter().any(|finding| finding.starts_with(&expected)),
            "{file}: {old} -> {new}\n{found:#?}"
        );
    }
}

#[test]
fn a_cause_that_no_wrong_solution_reaches_is_a_warning() {
    let world = World::new();
    let toml = format!("{DIR}/exercise.toml");
    let more = world.get(&toml) + "\n[[cause]]\nid = \"overflows\"\nat = [\"fn twice\"]\n";
    world.put(&toml, &more);
    let findings = look(&world.course(), &world.exercise());
    let warning = findings.iter().find(|f| f.rule == "author-cause-without-wrong").expect("found");
    assert_eq!(warning.level, Level::Warning);
    assert_eq!(warning.arguments, [("cause", "overflows".to_owned())]);
}

#[test]
fn an_exercise_stands_on_earlier_ones_only() {
    let world = World::new();
    new(&world.course(), "tripling", "numbers").expect("written");
    world.change("exercises/course.toml", "[\"doubling\"]", "[\"doubling\", \"tripling\"]");
    let depend = |exercise: &str, on: &str| {
        let manifest = format!("exercises/03_numbers/{exercise}/Cargo.toml");
        world.change(
            &manifest,
            "[dev-dependencies]\n",
            &format!("[dev-dependencies]\n{on}.workspace = true\n"),
        );
    };
    depend("tripling", "doubling");
    let late = |id: &str| {
        let course = world.course();
        let exercise = course.exercise(id).expect("listed");
        rules(&look(&course, exercise)).contains(&"author-later-dependency")
    };
    assert!(!late("tripling"));
    depend("doubling", "tripling");
    assert!(late("doubling"));
}

#[test]
fn a_long_starter_is_a_warning() {
    let world = World::new();
    let lib = format!("{SOLUTION}/src/lib.rs");
    world.put(&lib, &(world.get(&lib) + &"// more\n".repeat(120)));
    let findings = look(&world.course(), &world.exercise());
    assert_eq!(
        findings.iter().map(|f| (f.rule, f.level)).collect::<Vec<_>>(),
        [("author-long-starter", Level::Warning)]
    );
    assert!(Path::new(DIR).join("src/lib.rs") == findings[0].file);
}
