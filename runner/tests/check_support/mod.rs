//! A small course of one exercise, whose code a test writes.
//!
//! It lies below the target folder, always at the same place for the same test, so that what was built for it
//! yesterday serves today. It uses the harness of this repository and builds into the same target folder.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use workbook::check::{self, Cancel, CheckError, CheckEvent, CheckReport, Failure, Options};
use workbook::course::{Course, Exercise};

/// More than any verdict may take after the build.
pub const LIMIT: Duration = Duration::from_secs(6);

/// Checks of one step that calls `subject::run`.
pub const RUNS: &str = r#"
mod first {
    #[test]
    fn it_runs() {
        harness::check("default_cause", |_| subject::run());
    }
}
"#;

const TITLE: &str = "title = { en = \"T\", ru = \"Т\" }";

/// A course with one exercise. No two tests use the same name at the same time.
pub struct Fixture {
    pub root: PathBuf,
    name: String,
    _mine: File,
}

impl Fixture {
    /// An exercise with this code, and with [`RUNS`] for checks.
    pub fn new(name: &str, code: &str) -> Self {
        Self::with_checks(name, code, RUNS, &[("first", &["it_runs"])])
    }

    /// An exercise with this code, these checks and these steps.
    pub fn with_checks(name: &str, code: &str, checks: &str, steps: &[(&str, &[&str])]) -> Self {
        let fixtures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
        fs::create_dir_all(&fixtures).expect("the target folder can be written");
        let mine = File::create(fixtures.join(format!("{name}.lock"))).expect("a lock file can be made");
        mine.lock().expect("the lock is free sooner or later");
        let root = fixtures.join(name);
        let fixture = Self { root, name: name.to_owned(), _mine: mine };
        let _ = fs::remove_dir_all(fixture.root.join(".workbook"));
        let _ = fs::remove_dir_all(fixture.root.join("exercises"));
        fixture.write_course(checks, steps);
        fixture.write("src/lib.rs", code);
        fixture
    }

    fn write_course(&self, checks: &str, steps: &[(&str, &[&str])]) {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root_manifest =
            fs::read_to_string(repository.join("Cargo.toml")).expect("the root has a manifest");
        let root_manifest: toml::Table = root_manifest.parse().expect("the root's manifest is TOML");
        let mut shared = toml::Table::new();
        shared.insert("profile".to_owned(), root_manifest["profile"].clone());
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
        let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("harness");
        let at_root = |name: &str, text: String| put(&self.root.join(name), text.as_bytes());
        at_root(
            "Cargo.toml",
            format!(
                "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*/*\"]\n[workspace.dependencies]\n\
                 harness = {{ path = {harness:?} }}\n\n{shared}"
            ),
        );
        at_root(".cargo/config.toml", format!("[build]\ntarget-dir = {target:?}\n"));
        if !self.root.join("Cargo.lock").exists() {
            fs::copy(repository.join("Cargo.lock"), self.root.join("Cargo.lock"))
                .expect("the root has a lock file");
        }
        // Not sealed: what is sealed is the subject of other tests.
        at_root("exercises/checks.lock", format!("{:064}  exercises/none\n", 0));
        self.list(&[&self.name]);
        self.describe(&self.name, checks, steps);
    }

    /// Says which exercises the course has.
    fn list(&self, exercises: &[&str]) {
        let text = format!("[[chapter]]\nnumber = 1\nid = \"one\"\n{TITLE}\nexercises = {exercises:?}\n");
        put(&self.root.join("exercises/course.toml"), text.as_bytes());
    }

    /// Writes everything of an exercise but its code.
    fn describe(&self, id: &str, checks: &str, steps: &[(&str, &[&str])]) {
        let mut exercise = format!(
            "kind = \"build\"\nminutes = 1\n{TITLE}\nedit = [\"src/lib.rs\"]\nstarter = \"not_yet\"\n\
             step_seconds = 1\nmemory_mb = 128\n"
        );
        for (step, checks) in steps {
            exercise += &format!("[[step]]\nid = {step:?}\nconcept = \"c\"\n{TITLE}\nchecks = {checks:?}\n");
        }
        exercise += "[[cause]]\nid = \"default_cause\"\nat = [\"fn run\"]\n";
        let manifest = format!(
            "[package]\nname = \"{id}-exercise\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\n\
             name = \"subject\"\ndoctest = false\n[dev-dependencies]\nharness.workspace = true\n"
        );
        let dir = self.root.join("exercises/01_one").join(id);
        for (file, text) in
            [("exercise.toml", exercise.as_str()), ("Cargo.toml", &manifest), ("tests/checks.rs", checks)]
        {
            put(&dir.join(file), text.as_bytes());
        }
    }

    /// Adds exercises with these codes and with [`RUNS`] for checks behind the first one.
    pub fn and(self, others: &[(&str, &str)]) -> Self {
        let mut ids = vec![self.name.as_str()];
        for (id, code) in others {
            self.describe(id, RUNS, &[("first", &["it_runs"])]);
            put(&self.root.join("exercises/01_one").join(id).join("src/lib.rs"), code.as_bytes());
            ids.push(id);
        }
        self.list(&ids);
        self
    }

    /// Writes a file of the exercise.
    pub fn write(&self, file: &str, text: &str) {
        put(&self.dir().join(file), text.as_bytes());
    }

    /// The exercise's folder.
    pub fn dir(&self) -> PathBuf {
        self.root.join("exercises/01_one").join(&self.name)
    }

    pub fn course(&self) -> Course {
        Course::load(&self.root).expect("the fixture is a course")
    }

    pub fn exercise(&self) -> Exercise {
        self.course().exercises().next().expect("the fixture has an exercise").clone()
    }

    /// Checks it, and says how long that took after the build.
    pub fn check(&self) -> (Result<CheckReport, CheckError>, Duration) {
        let mut built = Instant::now();
        let mut on = |event| {
            if event == CheckEvent::Built {
                built = Instant::now();
            }
        };
        let options = Options { fresh: true, ..Options::default() };
        let result = check::run(&self.course(), &self.exercise(), &options, &Cancel::default(), &mut on);
        (result, built.elapsed())
    }

    /// Checks it and proves what holds for every check: it ends in time and leaves no process and no file.
    #[track_caller]
    pub fn report(&self) -> CheckReport {
        let (result, passed) = self.check();
        let report = result.expect("the check can be carried out");
        assert!(passed < LIMIT, "{}: {passed:?} after the build", self.name);
        assert_eq!(self.processes(), Vec::<String>::new(), "{}: nobody is left", self.name);
        assert_eq!(check::last(&self.root, &self.name).as_ref(), Some(&report), "the report is kept");
        report
    }

    /// Everything that still runs in the exercise's folder.
    pub fn processes(&self) -> Vec<String> {
        Self::processes_below(&self.root)
    }

    /// Everything that runs below a folder, as `ps` shows it: children stay where they were born.
    pub fn processes_below(root: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Ok(folder) = fs::read_link(entry.path().join("cwd")) else { continue };
            let exe = fs::read_link(entry.path().join("exe")).unwrap_or_default();
            if folder.starts_with(root.join("exercises")) {
                found.push(format!("{} {}", entry.file_name().display(), exe.display()));
            }
        }
        found
    }
}

/// The failure of the first step that failed.
#[track_caller]
pub fn failure(report: &CheckReport) -> &Failure {
    report.steps.iter().find_map(|step| step.failure.as_ref()).expect("a step failed")
}

/// Keeps the time of a file whose bytes stay: cargo builds again what is newer.
pub fn put(path: &Path, bytes: &[u8]) {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
    fs::write(path, bytes).expect("the file can be written");
}
