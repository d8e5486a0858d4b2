//! Save → verdict: how long a learner waits after a save, beside a bare `cargo test` of the same crate.
//!
//! The course is copied below the target folder, `mailbox` is solved there, and then a comment is added (it
//! passes) or a line is broken (it does not compile), round after round. Three take turns on the same edits:
//! `cargo test`, the command `workbook check`, and watch mode, which has no process to start but waits a moment for
//! the end of the save.
//!
//! Left out: the first build of what the exercise stands on; the round that warms up has it.

#![expect(clippy::disallowed_methods, reason = "this measures real time")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde::Serialize;
use workbook::check::{self, Cancel, Verdict, WatchEvent};
use workbook::course::{Course, Exercise, cut, find_root};

/// The exercise that is measured.
const EXERCISE: &str = "mailbox";
/// What a build of the course needs.
const COPIED: [&str; 6] = ["Cargo.toml", "Cargo.lock", ".cargo", "exercises", "solutions", "runner"];
/// Set for the process that measures: its target folder, which is nobody else's.
const TARGET: &str = "WORKBOOK_BENCHMARK_TARGET";
/// Longer than any build of the course takes.
const PATIENCE: Duration = Duration::from_secs(600);

/// What a save does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Edit {
    Passes,
    DoesNotCompile,
}

/// Medians of the rounds that count, in seconds.
#[derive(Serialize)]
struct Row {
    edit: Edit,
    cargo_test: f64,
    check: f64,
    watch: f64,
    /// `check` against `cargo_test`.
    ratio: f64,
    rounds: usize,
}

/// Measures and prints; with `json` one object a line.
pub fn run(rounds: usize, json: bool) -> anyhow::Result<()> {
    let Some(target) = std::env::var_os(TARGET) else { return in_own_target() };
    let course = Scratch::make(PathBuf::from(target))?;
    if !json {
        println!("save -> verdict of {EXERCISE}, seconds, median of {rounds} rounds");
        println!("{:<18}{:>12}{:>16}{:>10}{:>10}", "", "cargo test", "workbook check", "ratio", "watch");
    }
    for edit in [Edit::Passes, Edit::DoesNotCompile] {
        let row = course.measure(edit, rounds)?;
        if json {
            println!("{}", serde_json::to_string(&row)?);
            continue;
        }
        let name = if edit == Edit::Passes { "passes" } else { "does not compile" };
        println!(
            "{name:<18}{:>12.3}{:>16.3}{:>10.2}{:>10.3}",
            row.cargo_test, row.check, row.ratio, row.watch
        );
    }
    Ok(())
}

/// Starts this again with a target folder of its own: to cargo the copy and the course are one, and what was built
/// for the copy must never pass for the learner's.
fn in_own_target() -> anyhow::Result<()> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(repository()?.join("target"), PathBuf::from);
    let target = std::path::absolute(target)?.join("benchmark-check");
    let mut again = Command::new(std::env::current_exe()?);
    again.args(std::env::args_os().skip(1)).env(TARGET, &target).env("CARGO_TARGET_DIR", &target);
    ensure!(again.status()?.success(), "the measurement did not come to its end");
    Ok(())
}

fn repository() -> anyhow::Result<PathBuf> {
    find_root(&std::env::current_dir()?).context("start this in the folder of the course")
}

/// A copy of the course with the exercise solved.
struct Scratch {
    root: PathBuf,
    runner: PathBuf,
    course: Course,
    exercise: Exercise,
    file: PathBuf,
    solved: String,
}

impl Scratch {
    fn make(target: PathBuf) -> anyhow::Result<Self> {
        let repository = repository()?;
        let root = target.join("course");
        let _ = fs::remove_dir_all(&root);
        for name in COPIED {
            copy(&repository.join(name), &root.join(name))?;
        }
        let course = Course::load(&root)?;
        let exercise = course.exercise(EXERCISE).context("the course has no such exercise")?.clone();
        for (file, text) in cut::solution(&exercise).map_err(|error| anyhow::anyhow!("{error:?}"))? {
            fs::write(exercise.dir.join(file), text)?;
        }
        let file = exercise.dir.join(&exercise.edit[0]);
        let solved = fs::read_to_string(&file)?;
        let runner = target.join("debug").join(format!("workbook{}", std::env::consts::EXE_SUFFIX));
        let scratch = Self { root, runner, course, exercise, file, solved };
        scratch.cargo(&["build", "-q", "-p", "workbook"])?;
        Ok(scratch)
    }

    fn measure(&self, edit: Edit, rounds: usize) -> anyhow::Result<Row> {
        let mut columns = [Vec::new(), Vec::new(), Vec::new()];
        for round in 0..=rounds {
            let turn = [self.cargo_test(edit)?, self.check(edit)?, self.watch(edit)?];
            if round > 0 {
                columns.iter_mut().zip(turn).for_each(|(column, took)| column.push(took.as_secs_f64()));
            }
        }
        let [cargo_test, check, watch] = columns.map(median);
        Ok(Row { edit, cargo_test, check, watch, ratio: check / cargo_test, rounds })
    }

    fn cargo_test(&self, edit: Edit) -> anyhow::Result<Duration> {
        let package = self.exercise.package();
        let start = self.save(edit)?;
        let passed = self.cargo(&["test", "-q", "--offline", "-p", &package, "--test", "checks"]).is_ok();
        ensure!(passed == (edit == Edit::Passes), "cargo test says {passed} for {edit:?}");
        Ok(start.elapsed())
    }

    fn check(&self, edit: Edit) -> anyhow::Result<Duration> {
        let start = self.save(edit)?;
        let output = self.command(&self.runner).args(["--lang", "en", "check", EXERCISE]).output()?;
        let took = start.elapsed();
        let wanted = if edit == Edit::Passes { 0 } else { 1 };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(output.status.code() == Some(wanted), "workbook check says {said} for {edit:?}");
        Ok(took)
    }

    fn watch(&self, edit: Edit) -> anyhow::Result<Duration> {
        let (say, heard) = channel();
        let cancel = Cancel::default();
        std::thread::scope(|scope| {
            let watched = scope.spawn(|| {
                check::watch(&self.course, &self.exercise, &cancel, &mut |event| drop(say.send(event)))
            });
            let took = next_verdict(&heard).and_then(|_| {
                let start = self.save(edit)?;
                let verdict = next_verdict(&heard)?;
                let took = start.elapsed();
                let wanted = if edit == Edit::Passes { Verdict::Passed } else { Verdict::DoesNotCompile };
                ensure!(verdict == wanted, "watch says {verdict:?} for {edit:?}");
                Ok(took)
            });
            cancel.now();
            watched.join().map_err(|_| anyhow::anyhow!("watching panicked"))??;
            took
        })
    }

    /// Saves other bytes than ever before, and says when.
    fn save(&self, edit: Edit) -> anyhow::Result<Instant> {
        let nanos = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
        let broken = if edit == Edit::Passes { "" } else { "fn broken(\n" };
        // Cargo sees no save that comes in the same tick of the clock as the build before.
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&self.file, format!("{}// {nanos}\n{broken}", self.solved))?;
        Ok(Instant::now())
    }

    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = self.command(Path::new(&cargo)).args(arguments).output()?;
        if !output.status.success() {
            bail!("cargo {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).stdin(Stdio::null());
        command
    }
}

fn next_verdict(heard: &Receiver<WatchEvent>) -> anyhow::Result<Verdict> {
    loop {
        match heard.recv_timeout(PATIENCE)? {
            WatchEvent::Verdict(report) => return Ok(report.verdict),
            WatchEvent::Failed(error) => return Err(error.into()),
            _ => {}
        }
    }
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().context("a file has a folder")?)?;
        fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
