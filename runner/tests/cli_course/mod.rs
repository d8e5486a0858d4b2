//! A small copy of the course for tests, and the program as a learner runs it.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod russian;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Variables that would make a test depend on who runs it.
const FOREIGN: [&str; 14] = [
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "WORKBOOK_LANG",
    "WORKBOOK_ROOT",
    "VISUAL",
    "EDITOR",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "TERM",
    "CARGO_TARGET_DIR",
    "RUST_BACKTRACE",
];

/// A course of its own in a folder of its own: chapter 2 with `mailbox`.
pub struct Course {
    pub root: PathBuf,
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Course {
    /// A fresh copy. The folder has a fixed place, so that crates built once serve the next run of the tests.
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("the old copy can be removed");
        }
        fs::create_dir_all(&root).expect("the folder can be made");
        // Paths that cargo shows are canonical.
        let course = Self { root: root.canonicalize().expect("the folder is there") };
        course.copy();
        assert_eq!(course.run(&["author", "skeletons"]).code, Some(0), "starters are cut");
        assert_eq!(course.run(&["author", "seal"]).code, Some(0), "checks are sealed");
        course
    }

    fn copy(&self) {
        let ours = ours();
        for folder in ["exercises/02_processes/mailbox", "solutions/02_processes/mailbox"] {
            copy(&ours.join(folder), &self.root.join(folder));
        }
        // What our own crates are tested with would pull in the solutions of other exercises.
        self.add(&["runner/trace", "runner/network", "runner/harness"]);
        for file in ["Cargo.lock", "clippy.toml", ".cargo/config.toml"] {
            let to = self.root.join(file);
            fs::create_dir_all(to.parent().expect("a file lies in a folder"))
                .expect("the folder can be made");
            fs::copy(ours.join(file), to).expect("the file can be copied");
        }
        let manifest = fs::read_to_string(ours.join("Cargo.toml")).expect("there is a manifest");
        let members = r#"members = ["runner/trace", "runner/network", "runner/harness", "solutions/[0-9]*/*", "exercises/[0-9]*/*"]"#;
        let manifest: Vec<&str> = manifest
            .lines()
            .filter(|line| !line.starts_with("default-members"))
            .map(|line| if line.starts_with("members") { members } else { line })
            .collect();
        fs::write(self.root.join("Cargo.toml"), manifest.join("\n") + "\n")
            .expect("the manifest can be written");
        self.write(
            "exercises/course.toml",
            "[[chapter]]\nnumber = 2\nid = \"processes\"\n\
             title = { en = \"Processes\", ru = \"Процессы\" }\nexercises = [\"mailbox\"]\n",
        );
    }

    /// Copies crates of ours into the course, to be built with it; without what only their own tests need.
    pub fn add(&self, crates: &[&str]) {
        for krate in crates {
            copy(&ours().join(krate), &self.root.join(krate));
            let manifest = self.root.join(krate).join("Cargo.toml");
            let text = fs::read_to_string(&manifest).expect("there is a manifest");
            fs::write(&manifest, without_dev_dependencies(&text)).expect("the manifest can be written");
        }
    }

    pub fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.root.join(file);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.root.join(file)).expect("the file can be read")
    }

    /// The program with these words, in English, without a terminal.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
        command.arg("--root").arg(&self.root).args(words).current_dir(&self.root);
        for name in FOREIGN {
            command.env_remove(name);
        }
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-target");
        command.env("CARGO_TARGET_DIR", target).env("LC_ALL", "C");
        command
    }

    /// Runs a sub-command with nothing on standard input.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.run_with(words, "")
    }

    /// Runs a sub-command that is given these lines.
    pub fn run_with(&self, words: &[&str], lines: &str) -> Ran {
        feed(self.command(words), lines)
    }

    /// Runs commands from a pipe.
    pub fn pipe(&self, lines: &str) -> Ran {
        feed(self.command(&[]), lines)
    }

    /// The same in Russian.
    pub fn pipe_ru(&self, lines: &str) -> Ran {
        feed(self.command(&["--lang", "ru"]), lines)
    }

    /// Puts a wrong solution into the learner's files.
    pub fn wrong(&self, name: &str) {
        let course = workbook::course::Course::load(&self.root).expect("the course can be read");
        let exercise = course.exercise("mailbox").expect("mailbox is in the course");
        let wrong = workbook::course::cut::wrong(exercise).expect("wrong solutions can be read");
        let wrong =
            wrong.into_iter().find(|wrong| wrong.name == name).expect("there is such a wrong solution");
        for (file, text) in wrong.files {
            fs::write(exercise.dir.join(file), text).expect("the file can be written");
        }
    }
}

fn feed(mut command: Command, lines: &str) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // A program that does not read its input is allowed to.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    ran(child.wait_with_output().expect("the program ends"))
}

pub fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

pub fn ours() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the runner lies in the course")
}

fn without_dev_dependencies(manifest: &str) -> String {
    let mut skipped = false;
    let keep = |line: &&str| {
        if line.starts_with('[') {
            skipped = *line == "[dev-dependencies]" || *line == "[[test]]";
        }
        !skipped
    };
    manifest.lines().filter(keep).map(|line| format!("{line}\n")).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("the file can be copied");
        }
    }
}
