//! `task`, `next` and `open`: what an exercise is about, how far we are, and where its files are.

use std::process::Command;

use colored::Colorize;

use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::screen::{columns, pad};
use crate::cli::session::{Outcome, Session};
use crate::course::{Exercise, Kind};

pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    show(session, &exercise)
}

/// Goes to the first exercise that has not passed.
pub fn next(session: &mut Session) -> Outcome {
    let Some(exercise) = session.next_unfinished() else {
        session.say("all-passed", &[("total", session.course.exercises().count().into())]);
        return Ok(Exit::Passed);
    };
    session.set_current(&exercise)?;
    show(session, &exercise)
}

/// Opens the files in the learner's editor, or says where they are.
pub fn open(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    session.set_current(&exercise)?;
    let editor = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.trim().is_empty()));
    match editor.filter(|_| session.screen.terminal() && session.input.is_terminal()) {
        Some(editor) => edit(session, &exercise, &editor),
        None => {
            files(session, &exercise, 0);
            Ok(Exit::Passed)
        }
    }
}

fn edit(session: &mut Session, exercise: &Exercise, editor: &str) -> Outcome {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or(editor);
    let paths = exercise.edit.iter().map(|file| exercise.dir.join(file));
    match Command::new(program).args(words).args(paths).current_dir(&session.course.root).status() {
        Ok(status) if status.success() => Ok(Exit::Passed),
        Ok(_) | Err(_) => {
            files(session, exercise, 0);
            Err(Complaint::of("editor-failed", &[("editor", editor)]))
        }
    }
}

fn show(session: &mut Session, exercise: &Exercise) -> Outcome {
    let texts = session.texts(exercise);
    header(session, exercise);
    if let Ok(texts) = &texts
        && !texts.idea.is_empty()
    {
        session.screen.blank();
        session.screen.prose(&texts.idea, 2);
    }
    session.screen.heading(&session.locale.t("task-steps"));
    steps(session, exercise);
    session.screen.heading(&session.locale.t("task-files"));
    files(session, exercise, 2);
    session.offer("offer-check", &format!("check {}", exercise.id));
    texts.map(|_| Exit::Passed)
}

fn header(session: &mut Session, exercise: &Exercise) {
    let kind = session.t(match exercise.kind {
        Kind::Build => "kind-build",
        Kind::Fix => "kind-fix",
        Kind::Predict => "kind-predict",
        Kind::Measure => "kind-measure",
    });
    let minutes = session.text("minutes", &[("count", exercise.minutes.into())]);
    let title = exercise.title.get(session.language());
    session.screen.line(title.bold().to_string());
    let separator = session.mark("·", "-");
    session
        .screen
        .line(format!("{} {separator} {kind} {separator} {minutes}", exercise.id).dimmed().to_string());
}

fn steps(session: &mut Session, exercise: &Exercise) {
    let state = session.state(exercise);
    let last = state.last.map(|last| last.passed).unwrap_or_default();
    let width = exercise.steps.iter().map(|step| columns(&step.id)).max().unwrap_or(0);
    let first_open = exercise.steps.iter().position(|step| !state.passed && !last.contains(&step.id));
    for (index, step) in exercise.steps.iter().enumerate() {
        let passed = state.passed || last.contains(&step.id);
        let mark = match (passed, Some(index) == first_open) {
            (true, _) => session.mark("✓", "[x]").green().to_string(),
            (false, true) => session.mark("→", "[>]").yellow().to_string(),
            (false, false) => session.mark("·", "[ ]").dimmed().to_string(),
        };
        let title = step.title.get(session.language());
        if session.screen.width() < 56 {
            session.screen.line(format!("  {mark} {}", step.id.bold()));
            session.screen.prose(title, 4);
        } else {
            session.screen.line(format!("  {mark} {}  {title}", pad(&step.id, width)));
        }
    }
}

/// The files to edit, as links where the terminal has them.
fn files(session: &mut Session, exercise: &Exercise, indent: usize) {
    for file in &exercise.edit {
        let path = exercise.dir.join(file);
        let shown = session.shown(&path).display().to_string();
        let link = session.screen.path(&shown, &path);
        session.screen.line(format!("{}{link}", " ".repeat(indent)));
    }
}
