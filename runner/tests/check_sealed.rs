//! The course's own files: a change is noticed, said, and not used.
//!
//! Needs a repository whose `exercises/checks.lock` is fresh (`author seal`): what the lock names was embedded when
//! the runner was built.

mod check_support;

use std::fs;
use std::path::{Path, PathBuf};

use check_support::put;
use sha2::{Digest, Sha256};
use workbook::check::{self, Cancel, CheckError, CheckReport, Options, Sources, Verdict};
use workbook::course::{Course, Exercise, cut};

const FOLDER: &str = "02_processes/mailbox";

/// A course that holds a copy of `mailbox` and nothing else.
struct Copy {
    root: PathBuf,
    _mine: fs::File,
}

impl Copy {
    fn new(name: &str) -> Self {
        let fixtures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
        let root = fixtures.join(name);
        put(&fixtures.join("empty"), b"");
        let mine = fs::File::create(fixtures.join(format!("{name}.lock"))).expect("a lock file can be made");
        mine.lock().expect("the lock is free sooner or later");
        for folder in ["exercises", "solutions", ".workbook"] {
            let _ = fs::remove_dir_all(root.join(folder));
        }
        let copy = Self { root, _mine: mine };
        copy.write_manifest();
        for (tree, folders) in
            [("exercises", ["src", "tests", "tests/snapshots", ""]), ("solutions", ["src", "", "", ""])]
        {
            let from = repository().join(tree).join(FOLDER);
            for folder in folders {
                copy_files(&from.join(folder), &copy.root.join(tree).join(FOLDER).join(folder));
            }
        }
        let title = "title = { en = \"T\", ru = \"Т\" }";
        let chapter =
            format!("[[chapter]]\nnumber = 2\nid = \"processes\"\n{title}\nexercises = [\"mailbox\"]\n");
        put(&copy.root.join("exercises/course.toml"), chapter.as_bytes());
        copy.seal();
        copy
    }

    fn write_manifest(&self) {
        let manifest = fs::read_to_string(repository().join("Cargo.toml")).expect("the root has a manifest");
        let mut manifest: toml::Table = manifest.parse().expect("the root's manifest is TOML");
        let workspace = manifest["workspace"].as_table_mut().expect("the root is a workspace");
        workspace.remove("default-members");
        workspace.insert("members".to_owned(), vec!["exercises/0*/*"].into());
        let dependencies = workspace["dependencies"].as_table_mut().expect("there are shared dependencies");
        for (_, dependency) in dependencies.iter_mut() {
            if let Some(toml::Value::String(path)) = dependency.get_mut("path") {
                *path = repository().join(&path).to_string_lossy().into_owned();
            }
        }
        put(&self.root.join("Cargo.toml"), manifest.to_string().as_bytes());
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
        put(&self.root.join(".cargo/config.toml"), format!("[build]\ntarget-dir = {target:?}\n").as_bytes());
        fs::copy(repository().join("Cargo.lock"), self.root.join("Cargo.lock"))
            .expect("the root has a lock file");
    }

    /// As `author seal` does it.
    fn seal(&self) {
        let exercise = self.exercise();
        let own =
            ["Cargo.toml", "exercise.toml", "tests/checks.rs", "beam.out", "src/lib.rs", "src/inbox.rs"];
        let line = |file: &&str| {
            let bytes = fs::read(exercise.dir.join(file)).expect("the exercise has this file");
            let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{hash}  exercises/{FOLDER}/{file}\n")
        };
        let lock: String = own.iter().map(line).collect();
        put(&self.root.join("exercises/checks.lock"), lock.as_bytes());
    }

    fn course(&self) -> Course {
        Course::load(&self.root).expect("the copy is a course")
    }

    fn exercise(&self) -> Exercise {
        self.course().exercises().next().expect("the copy has an exercise").clone()
    }

    fn write(&self, file: &str, text: &str) {
        put(&self.root.join("exercises").join(FOLDER).join(file), text.as_bytes());
    }

    fn solve(&self) {
        for (file, text) in cut::solution(&self.exercise()).expect("the solution can be read") {
            self.write(&file.to_string_lossy(), &text);
        }
    }

    fn run(&self, source: Sources) -> Result<CheckReport, CheckError> {
        let options = Options { source, ..Options::default() };
        check::run(&self.course(), &self.exercise(), &options, &Cancel::default(), &mut |_| {})
    }

    #[track_caller]
    fn check(&self) -> CheckReport {
        self.run(Sources::Learner).expect("the check can be carried out")
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the runner lies in the repository").to_owned()
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        if entry.path().is_file() {
            put(&to.join(entry.file_name()), &fs::read(entry.path()).expect("the repository can be read"));
        }
    }
}

#[test]
fn the_starter_as_it_was_handed_out_is_untouched_and_builds_nothing() {
    let copy = Copy::new("untouched");
    for (file, text) in cut::starter(&copy.exercise()).expect("the starter can be cut") {
        copy.write(&file.to_string_lossy(), &text);
    }
    let report = copy.check();
    assert_eq!(report.verdict, Verdict::Untouched);
    assert!(report.seconds < 0.5, "{}", report.seconds);
}

#[test]
fn changed_checks_are_said_and_the_originals_decide() {
    let copy = Copy::new("changed_checks");
    let starter = cut::starter(&copy.exercise()).expect("the starter can be cut");
    let own = &copy.exercise().edit[0];
    copy.write(&own.to_string_lossy(), &format!("{}\n// mine", starter[own]));
    copy.write("tests/checks.rs", "fn main() {}");
    fs::remove_file(copy.exercise().dir.join("beam.out")).expect("it is there");
    let report = copy.check();
    assert_eq!(report.verdict, Verdict::Failed);
    assert_eq!(report.tampered, [PathBuf::from("beam.out"), PathBuf::from("tests/checks.rs")]);

    copy.solve();
    let report = copy.check();
    assert_eq!((report.verdict, report.tampered.len()), (Verdict::Passed, 2), "{report:?}");
}

#[test]
fn a_changed_description_does_not_take_steps_away() {
    let copy = Copy::new("changed_description");
    copy.solve();
    let text = fs::read_to_string(copy.exercise().dir.join("exercise.toml")).expect("it is there");
    let steps = copy.exercise().steps.len();
    let second = text.match_indices("[[step]]").nth(1).expect("it has two steps").0;
    let causes = text.find("[[cause]]").expect("it has causes");
    copy.write("exercise.toml", &format!("{}{}", &text[..second], &text[causes..]));
    let report = copy.check();
    assert_eq!((report.verdict, report.steps.len()), (Verdict::Passed, steps), "{report:?}");
    assert_eq!(report.tampered, [PathBuf::from("exercise.toml")]);
}

#[test]
fn a_build_script_of_the_learner_is_not_run() {
    let copy = Copy::new("build_script");
    copy.solve();
    copy.write("build.rs", "fn main() { panic!(\"this ran\") }");
    let report = copy.check();
    assert_eq!((report.verdict, report.tampered), (Verdict::Passed, vec![PathBuf::from("build.rs")]));
}

#[test]
fn an_original_that_is_not_at_hand_is_named() {
    let copy = Copy::new("lost");
    copy.solve();
    let name = format!("exercises/{FOLDER}/tests/checks.rs");
    put(&copy.root.join("exercises/checks.lock"), format!("{:064}  {name}\n", 1).as_bytes());
    match copy.run(Sources::Learner) {
        Err(CheckError::ChecksLost { path }) => assert_eq!(path, Path::new(&name)),
        other => panic!("expected ChecksLost, got {other:?}"),
    }
}

#[test]
fn given_code_is_checked_beside_the_learners_and_does_not_touch_it() {
    let copy = Copy::new("given");
    let exercise = copy.exercise();
    let file = exercise.dir.join(&exercise.edit[0]);
    let before = fs::read(&file).expect("it is there");
    let solution =
        Sources::Given { name: "solution".to_owned(), files: cut::solution(&exercise).expect("it is there") };
    let starter =
        Sources::Given { name: "starter".to_owned(), files: cut::starter(&exercise).expect("it can be cut") };
    for (source, verdict) in
        [(starter.clone(), Verdict::Failed), (solution, Verdict::Passed), (starter, Verdict::Failed)]
    {
        assert_eq!(copy.run(source).expect("it can be checked").verdict, verdict);
    }
    for wrong in cut::wrong(&exercise).expect("they can be composed") {
        let source = Sources::Given { name: wrong.name, files: wrong.files };
        let report = copy.run(source).expect("it can be checked");
        let cause =
            report.steps.iter().find_map(|step| step.failure.as_ref()).map(|failure| failure.cause.clone());
        assert_eq!((report.verdict, cause), (wrong.verdict, Some(wrong.cause)));
    }
    assert_eq!(fs::read(&file).expect("it is there"), before);
    assert!(check::last(&copy.root, "mailbox").is_none(), "only the learner's own runs are kept");
}
