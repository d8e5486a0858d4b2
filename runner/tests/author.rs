//! The course of this checkout keeps what it promises, as far as that can be seen without running every exercise;
//! and a new exercise made from the template builds, fails, passes and is told its causes.
#![allow(clippy::disallowed_methods)] // tests of the runner stand in real time

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use workbook::author::{self, Finding, Level, Mode, Scope, VerifyEvent};
use workbook::check::Cancel;
use workbook::course::{Course, find_root};
use workbook::locale::Locale;

fn course() -> Course {
    let root = find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the runner lies below the root");
    Course::load(&root).unwrap_or_else(|error| panic!("{error}"))
}

/// Findings as an author reads them, without warnings.
fn errors(findings: &[Finding]) -> String {
    let locale = Locale::new(workbook::course::Language::En);
    let said = |finding: &Finding| {
        let arguments: Vec<_> =
            finding.arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let repair =
            finding.repair.map_or(String::new(), |key| format!(" — {}", locale.text(key, &arguments)));
        let line = finding.line.unwrap_or(1);
        format!("{}:{line}: {}{repair}", finding.file.display(), locale.text(finding.rule, &arguments))
    };
    let errors = findings.iter().filter(|finding| finding.level == Level::Error);
    errors.map(said).collect::<Vec<_>>().join("\n")
}

#[test]
fn starters_are_those_the_solutions_give() {
    let errors = errors(&author::starters_are_recorded(&course()));
    assert!(errors.is_empty(), "{errors}");
}

#[test]
fn the_seal_is_fresh() {
    let errors = errors(&author::seal(&course(), Mode::Check).expect("readable").findings);
    assert!(errors.is_empty(), "{errors}");
}

#[test]
fn every_exercise_is_complete_and_of_one_shape_in_both_languages() {
    let course = course();
    let findings: Vec<Finding> =
        course.exercises().flat_map(|exercise| author::look(&course, exercise)).collect();
    let errors = errors(&findings);
    assert!(errors.is_empty(), "{errors}");
}

#[test]
fn the_beam_prints_what_is_recorded() {
    let elixir = Command::new("elixir").arg("--version").output().is_ok();
    if !elixir {
        assert!(std::env::var_os("WORKBOOK_NO_SKIP").is_none(), "elixir is not installed");
        eprintln!("skipped: elixir is not installed");
        return;
    }
    let errors =
        errors(&author::beam(&course(), &[], Mode::Check).expect("comparing writes nothing").findings);
    assert!(errors.is_empty(), "{errors}");
}

/// A workspace of its own with the harness and nothing else, so that a template can be built in it.
fn small_workspace() -> (tempfile::TempDir, PathBuf) {
    let ours = course().root;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().canonicalize().expect("it is there");
    for part in ["runner/trace", "runner/network", "runner/harness"] {
        copy(&ours.join(part), &root.join(part));
        // Their own tests may stand on crates that this workspace does not have.
        let file = root.join(part).join("Cargo.toml");
        let manifest = fs::read_to_string(&file).expect("readable");
        let sections = manifest.split_inclusive("\n\n").filter(|section| !section.starts_with("[dev-dep"));
        put(&file, &sections.collect::<String>());
    }
    let manifest = fs::read_to_string(ours.join("Cargo.toml")).expect("readable");
    let members = "members = [\"runner/trace\", \"runner/network\", \"runner/harness\", \"solutions/[0-9]*/*\", \"exercises/[0-9]*/*\"]";
    let lines = manifest.lines().filter(|line| !line.starts_with("default-members"));
    let lines = lines.map(|line| if line.starts_with("members") { members } else { line });
    put(&root.join("Cargo.toml"), &lines.collect::<Vec<_>>().join("\n"));
    fs::copy(ours.join("Cargo.lock"), root.join("Cargo.lock")).expect("copied");
    // Built once, and warm from then on.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("author");
    put(
        &root.join(".cargo/config.toml"),
        &format!("[build]\ntarget-dir = {:?}\n", target.display().to_string()),
    );
    let chapter = |number: u32, id: &str| {
        format!(
            "[[chapter]]\nnumber = {number}\nid = {id:?}\ntitle = {{ en = \"A\", ru = \"Я\" }}\nexercises = []\n"
        )
    };
    put(&root.join("exercises/course.toml"), &(chapter(1, "numbers") + &chapter(2, "more")));
    (folder, root)
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it has one")).expect("writable");
    fs::write(path, text).expect("writable");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("writable");
    for entry in fs::read_dir(from).expect("readable").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("copied");
        }
    }
}

/// Rules that a verification of `doubling` finds broken, and what it ran.
fn verify(root: &Path) -> (Vec<&'static str>, Vec<String>) {
    let course = Course::load(root).unwrap_or_else(|error| panic!("{error}"));
    let mut runs = Vec::new();
    let mut on = |event| {
        if let VerifyEvent::Run { name } = event {
            runs.push(name);
        }
    };
    let outcome =
        author::verify(&course, Scope::Exercises(&["doubling".to_owned()]), &Cancel::default(), &mut on)
            .unwrap_or_else(|error| panic!("{error}"));
    let mut rules: Vec<_> = outcome
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error && finding.rule != "author-placeholder")
        .map(|finding| finding.rule)
        .collect();
    rules.sort_unstable();
    rules.dedup();
    eprintln!("{}\n", errors(&outcome.findings)); // shown where a test fails
    (rules, runs)
}

#[test]
fn the_template_builds_and_every_lie_about_it_is_found() {
    let (_folder, root) = small_workspace();
    author::new(&Course::load(&root).expect("it fits"), "doubling", "numbers").expect("written");
    let exercise = root.join("exercises/01_numbers/doubling");
    let wrong = fs::read_to_string(exercise.join("wrong/adds_two.rs")).expect("there");
    let another = wrong.replace("n + 2", "n + n.min(2)");
    put(&exercise.join("wrong/adds_two.2.rs"), &another);
    let (rules, runs) = verify(&root);
    assert_eq!(rules, [""; 0]);
    assert_eq!(runs, ["starter", "solution", "adds_two.2", "adds_two"]);

    // A wrong solution that is right, one that is told another cause, and a check that nobody lists.
    put(&exercise.join("wrong/adds_two.2.rs"), &wrong.replace("n + 2", "n + n"));
    put(&exercise.join("wrong/panic.rs"), &wrong.replace("n + 2", "0 * n"));
    let checks = fs::read_to_string(exercise.join("tests/checks.rs")).expect("there");
    let more = "\n#[test]\nfn nobody_lists_me() {}\n";
    put(&exercise.join("tests/checks.rs"), &(checks.clone() + more));
    assert_eq!(verify(&root).0, ["author-unlisted-check", "author-wrong-told-otherwise"]);
    fs::remove_file(exercise.join("wrong/panic.rs")).expect("removed");
    put(&exercise.join("wrong/adds_two.2.rs"), &another);

    // A starter that passes, a solution that fails, a check that is not there.
    put(&exercise.join("tests/checks.rs"), &checks.replace("prints_what", "says_what"));
    let lib = root.join("solutions/01_numbers/doubling/src/lib.rs");
    let solution = fs::read_to_string(&lib).expect("there");
    let swapped = solution.replace("n * 2", "n * 3").replace("todo!(\"first: n and n again\")", "n * 2");
    put(&lib, &swapped);
    let rules = verify(&root).0;
    assert!(rules.contains(&"author-missing-check") && rules.contains(&"author-unlisted-check"), "{rules:?}");
    put(&exercise.join("tests/checks.rs"), &checks);
    assert_eq!(verify(&root).0, ["author-solution-fails", "author-starter"]);

    // A solution that does not build.
    put(&lib, &solution.replace("n * 2", "n * ?"));
    assert_eq!(verify(&root).0, ["author-solution-does-not-build"]);

    // The same id elsewhere is another exercise: nothing that was built for the first one serves it.
    fs::remove_dir_all(&exercise).expect("removed");
    fs::remove_dir_all(root.join("solutions/01_numbers/doubling")).expect("removed");
    author::new(&Course::load(&root).expect("it fits"), "doubling", "more").expect("written");
    assert_eq!(verify(&root).0, ["author-few-wrong-solutions"]);
}
