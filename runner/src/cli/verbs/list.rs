//! `list`: chapters, exercises, how far each is, and which comes next.

use colored::Colorize;
use serde_json::json;

use crate::cli::args::Format;
use crate::cli::exit::Exit;
use crate::cli::screen::{columns, cut, pad};
use crate::cli::session::{Outcome, Session, Standing, StandingKind};
use crate::course::{Chapter, Exercise};

/// Narrower than this, a row takes two lines.
const NARROW: usize = 62;

pub fn run(session: &mut Session, format: Format) -> Outcome {
    let course = session.course.clone();
    let next = session.next_unfinished().map(|exercise| exercise.id);
    if format == Format::Json {
        let chapters: Vec<serde_json::Value> =
            course.chapters.iter().map(|c| chapter(session, c, &next)).collect();
        session.screen.line(json!({ "chapters": chapters }).to_string());
        return Ok(Exit::Passed);
    }
    let id_width = course.exercises().map(|exercise| columns(&exercise.id)).max().unwrap_or(0);
    for (index, chapter) in course.chapters.iter().enumerate() {
        if index > 0 {
            session.screen.blank();
        }
        heading(session, chapter);
        for exercise in &chapter.exercises {
            row(session, exercise, id_width, next.as_deref() == Some(exercise.id.as_str()));
        }
    }
    session.screen.blank();
    let (passed, total) = (session.passed(), course.exercises().count());
    session.say("list-total", &[("passed", passed.into()), ("total", total.into())]);
    if next.is_some() {
        session.offer("offer-next", "next");
    }
    Ok(Exit::Passed)
}

fn chapter(session: &Session, chapter: &Chapter, next: &Option<String>) -> serde_json::Value {
    let language = session.language();
    let exercise = |exercise: &Exercise| {
        let standing = Standing::of(exercise, &session.state(exercise));
        json!({
            "id": exercise.id,
            "title": exercise.title.get(language),
            "kind": exercise.kind,
            "minutes": exercise.minutes,
            "state": standing.name(),
            "passed": standing.passed,
            "steps": standing.total,
            "next": next.as_deref() == Some(exercise.id.as_str()),
        })
    };
    json!({
        "number": chapter.number,
        "id": chapter.id,
        "title": chapter.title.get(language),
        "exercises": chapter.exercises.iter().map(exercise).collect::<Vec<_>>(),
    })
}

fn heading(session: &mut Session, chapter: &Chapter) {
    let title = chapter.title.get(session.language());
    let heading = session.text("list-chapter", &[("number", chapter.number.into()), ("title", title.into())]);
    session.screen.line(heading.bold().to_string());
    if chapter.exercises.is_empty() {
        session.screen.prose(&session.locale.t("list-empty"), 2);
    }
}

fn row(session: &mut Session, exercise: &Exercise, id_width: usize, next: bool) {
    let standing = Standing::of(exercise, &session.state(exercise));
    let title = exercise.title.get(session.language()).to_owned();
    let minutes = session.text("minutes-short", &[("count", exercise.minutes.into())]);
    if session.screen.plain() {
        return spoken(session, exercise, &standing, next);
    }
    let arrow = if next { "→".yellow().bold().to_string() } else { " ".to_owned() };
    let id = pad(&exercise.id, id_width);
    let id = if next { id.bold().to_string() } else { id };
    let bar = bar(&standing);
    let width = session.screen.width();
    if width < NARROW {
        session.screen.line(format!("{arrow} {} {id} {bar}", glyph(standing.kind)));
        let line = format!("{}, {minutes}", cut(&title, width.saturating_sub(6 + columns(&minutes))));
        session.screen.line(format!("    {}", line.dimmed()));
        return;
    }
    // Two columns of marks, the bar of up to eight steps, minutes: what is left is for the title.
    let room = width.min(100).saturating_sub(id_width + columns(&minutes) + 19);
    let title = pad(&cut(&title, room), room);
    let bar = pad(&bar, 8);
    session.screen.line(format!(
        "{arrow} {} {id}  {title}  {bar}  {}",
        glyph(standing.kind),
        minutes.dimmed()
    ));
}

/// A row as a sentence, for whoever listens.
fn spoken(session: &mut Session, exercise: &Exercise, standing: &Standing, next: bool) {
    let state = session.t(match standing.kind {
        StandingKind::New => "state-new",
        StandingKind::Started => "state-started",
        StandingKind::Passed => "state-passed",
    });
    let row = session.text(
        "list-row",
        &[
            ("id", exercise.id.as_str().into()),
            ("title", exercise.title.get(session.language()).into()),
            ("state", state.into()),
            ("passed", standing.passed.into()),
            ("total", standing.total.into()),
            ("minutes", exercise.minutes.into()),
        ],
    );
    let next = if next { format!(" {}", session.t("list-next")) } else { String::new() };
    session.screen.prose(&format!("{row}{next}"), 2);
}

fn glyph(kind: StandingKind) -> String {
    match kind {
        StandingKind::New => "○".dimmed().to_string(),
        StandingKind::Started => "◐".yellow().to_string(),
        StandingKind::Passed => "●".green().to_string(),
    }
}

fn bar(standing: &Standing) -> String {
    let (full, empty) = ("▰".repeat(standing.passed), "▱".repeat(standing.total - standing.passed));
    format!("{}{}", full.green(), empty.dimmed())
}
