//! `lab`: the exercise's own shell on the learner's code. We build it, hand it our language and our look, and wait.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::{check::Live, verdict};
use crate::check::{self, Lab};
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::input::Read;
use crate::cli::interrupt::{Child, cancellable};
use crate::cli::screen::Look;
use crate::cli::session::{Outcome, Session, Way};
use crate::course::Exercise;

/// How often we look whether the lab has been left.
const LOOK: Duration = Duration::from_millis(10);
/// The word with which a lab is left.
const QUIT: &str = "quit";

pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let course = session.course.clone();
    let mut live = Live::default();
    let built = cancellable(|cancel| {
        check::lab(&course, &exercise, cancel, &mut |event| live.event(session, &exercise, event))
    });
    live.clear();
    open(session, &exercise, built?)
}

/// Opens what was built, or says why there is nothing to open.
pub(super) fn open(session: &mut Session, exercise: &Exercise, built: Lab) -> Outcome {
    match built {
        Lab::None => Err(none(session, exercise)),
        Lab::DoesNotCompile(report) => {
            verdict::show(session, exercise, &report);
            Ok(Exit::NotPassed)
        }
        Lab::Program(program) => {
            session.set_current(exercise)?;
            unfinished(session, exercise);
            serve(session, &program)
        }
    }
}

/// The exercises that have a lab are named: there are not many.
pub(super) fn none(session: &Session, exercise: &Exercise) -> Complaint {
    let with_lab = session.course.exercises().filter(|exercise| check::lab_source(exercise).is_some());
    let ids: Vec<&str> = with_lab.map(|exercise| exercise.id.as_str()).collect();
    match ids.as_slice() {
        [] => Complaint::of("lab-none", &[("id", &exercise.id)]),
        ids => Complaint::of("lab-none-but", &[("id", &exercise.id), ("ids", &ids.join(", "))]),
    }
}

/// Says before the lab opens that it may come to code that is not written yet: opening alone need not come there.
fn unfinished(session: &mut Session, exercise: &Exercise) {
    let first = exercise.edit.iter().find_map(|file| {
        let path = exercise.dir.join(file);
        let text = std::fs::read_to_string(&path).ok()?;
        let line = text.lines().position(|line| line.trim_start().starts_with("todo!("))?;
        Some(format!("`{}:{}`", session.shown(&path).display(), line + 1))
    });
    if let Some(place) = first {
        session.say("lab-unfinished", &[("place", place.into())]);
        session.screen.blank();
    }
}

fn serve(session: &mut Session, program: &Path) -> Outcome {
    let look = match session.screen.look() {
        Look::Rich => "rich",
        Look::Still => "still",
        Look::Plain => "plain",
    };
    let mut command = Command::new(program);
    let columns = session.screen.width().to_string();
    command.args(["--lang", session.language().code(), "--look", look, "--columns", &columns, "--history"]);
    command.arg(session.course.root.join(".workbook/lab_history")).current_dir(&session.course.root);
    // The rest of our own lines is the lab's until it is left; otherwise it reads for itself.
    let ours = session.way == Way::Pipe;
    if ours {
        command.stdin(Stdio::piped());
    }
    let failed = |_| Complaint::of("lab-failed", &[]);
    let child = Child::start(&mut command).map_err(failed)?;
    if ours {
        feed(session, &child);
    }
    loop {
        if let Some(status) = child.ended() {
            return match status.code() {
                Some(0) | None => Ok(Exit::Passed), // by a signal: Ctrl-C is one way to leave
                Some(1) => Ok(Exit::NotPassed),
                Some(2) => Ok(Exit::Refused),
                Some(_) => Err(Complaint::of("lab-failed", &[])),
            };
        }
        sleep(LOOK);
    }
}

/// Hands on lines until the lab is left or nobody says anything more.
fn feed(session: &mut Session, child: &Child) {
    let Some(mut input) = child.input() else { return };
    while child.ended().is_none() {
        let Read::Line(line) = session.input.read("") else { return };
        let left = line.trim() == QUIT;
        if writeln!(input, "{line}").is_err() || left {
            return;
        }
    }
}
