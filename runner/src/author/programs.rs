//! Programs that authors' verbs run: cargo for the checks of a solution, that binary itself, and `elixir`.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::course::{Course, Exercise};

/// How often we look whether a program has ended.
const LOOK: Duration = Duration::from_millis(10);
/// Nothing that an author's verb runs, but cargo, takes longer.
pub(super) const LIMIT: Duration = Duration::from_secs(60);

/// A program that has ended.
pub(super) struct Ended {
    pub(super) success: bool,
    pub(super) out: Vec<u8>,
    pub(super) err: Vec<u8>,
}

impl Ended {
    /// Why it failed: the line that begins with `error`, and the last one it said.
    pub(super) fn last_words(&self) -> String {
        let said = if self.err.is_empty() { &self.out } else { &self.err };
        let text = String::from_utf8_lossy(said);
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        let last = lines().next_back().unwrap_or_default();
        match lines().find(|line| line.starts_with("error")) {
            Some(error) if error != last => format!("{error} … {last}"),
            _ => last.to_owned(),
        }
    }
}

/// Runs a program to its end, without input, for `limit` at most.
///
/// # Errors
/// It could not be started (`NotFound`: it is not installed), or took too long (`TimedOut`).
pub(super) fn run(command: &mut Command, limit: Option<Duration>) -> io::Result<Ended> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let out = drain(child.stdout.take());
    let err = drain(child.stderr.take());
    let status = wait(&mut child, limit);
    let (out, err) = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
    status.map(|success| Ended { success, out, err })
}

fn wait(child: &mut Child, limit: Option<Duration>) -> io::Result<bool> {
    let Some(limit) = limit else { return child.wait().map(|status| status.success()) };
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(LOOK);
    }
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// The cargo that started us, or the one on the path.
pub(super) fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo
}

/// Builds the checks against the solution. The error is what cargo said last.
pub(super) fn solution_checks(course: &Course, exercise: &Exercise) -> Result<PathBuf, String> {
    build(course, &["test", "--no-run", "--test", "checks", "--package", &exercise.id], "checks")
}

/// Builds the lab on the solution.
pub(super) fn solution_lab(course: &Course, exercise: &Exercise) -> Result<PathBuf, String> {
    let lab = exercise.lab_name();
    build(course, &["build", "--example", &lab, "--package", &exercise.id], &lab)
}

/// Builds the lab on what lies in the exercise.
pub(super) fn exercise_lab(course: &Course, exercise: &Exercise) -> Result<PathBuf, String> {
    let (lab, package) = (exercise.lab_name(), exercise.package());
    build(course, &["build", "--example", &lab, "--features", "lab", "--package", &package], &lab)
}

/// Builds one program and says where it is.
fn build(course: &Course, arguments: &[&str], target: &str) -> Result<PathBuf, String> {
    let mut build = cargo(&course.root);
    build.args(arguments).args(["--quiet", "--message-format=json"]);
    let ended = run(&mut build, None).map_err(|error| error.to_string())?;
    let messages = String::from_utf8_lossy(&ended.out);
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let (mut binary, mut complaint) = (None, None);
    for message in messages {
        if message["reason"] == "compiler-artifact" && message["target"]["name"] == target {
            binary = message["executable"].as_str().map(PathBuf::from).or(binary);
        }
        if message["message"]["level"] == "error" && complaint.is_none() {
            complaint = message["message"]["message"].as_str().map(str::to_owned);
        }
    }
    match binary {
        Some(binary) if ended.success => Ok(binary),
        _ => Err(complaint.unwrap_or_else(|| ended.last_words())),
    }
}

/// A run of the checks of a solution, as the runner would start it.
pub(super) fn checks(binary: &Path, course: &Course, exercise: &Exercise) -> Command {
    let mut command = Command::new(binary);
    command
        .current_dir(&exercise.dir)
        .env("CARGO_MANIFEST_DIR", &exercise.dir)
        .env("INSTA_UPDATE", "no")
        .env("INSTA_WORKSPACE_ROOT", &course.root);
    command
}
