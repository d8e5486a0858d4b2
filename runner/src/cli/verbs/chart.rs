//! `trace`: the last run as a sequence chart, on the screen or as a picture.

use std::path::Path;

use trace::{Charset, ChartOptions, Event, Kind, Report, Scene, Span};

use super::verdict::is_prediction;
use crate::check::{self, Failure, Location, PassedRun};
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::screen::Look;
use crate::cli::session::{Outcome, Session};
use crate::course::Exercise;

pub fn trace(session: &mut Session, id: Option<&str>, svg: Option<&Path>) -> Outcome {
    let exercise = session.exercise(id)?;
    let Some(report) = check::last(&session.course.root, &exercise.id) else {
        session.say("trace-no-run", &[]);
        session.offer("offer-check", &format!("check {}", exercise.id));
        return Ok(Exit::NotPassed);
    };
    let failed = report.failure().filter(|failure| !failure.events.is_empty());
    let scene = match (failed, &report.shown) {
        (Some(failure), _) => scene(&exercise, failure),
        (None, Some(run)) => passed(run),
        (None, None) => {
            session.say("trace-nothing", &[("id", exercise.id.as_str().into())]);
            return Ok(Exit::Passed);
        }
    };
    match svg {
        Some(file) => save(session, &exercise, &scene, file),
        None => {
            draw(session, &scene, failed.and_then(|failure| failure.location.as_ref()));
            Ok(Exit::Passed)
        }
    }
}

fn save(session: &mut Session, exercise: &Exercise, scene: &Scene, file: &Path) -> Outcome {
    let title = exercise.title.get(session.language());
    let picture = trace::svg(&scene.events, title);
    std::fs::write(file, picture).map_err(|error| Complaint::io(&error, file))?;
    session.say("trace-saved", &[("file", format!("`{}`", file.display()).into())]);
    Ok(Exit::Passed)
}

/// The chart under a verdict. Lines of a transcript alone are no picture: they stand above already.
pub fn of_failure(session: &mut Session, exercise: &Exercise, failure: &Failure) {
    let only_lines = failure.events.iter().all(|event| matches!(event.kind, Kind::Note { .. }));
    if !only_lines {
        session.screen.blank();
        draw(session, &scene(exercise, failure), failure.location.as_ref());
    }
}

/// The last run of an exercise that passed: nothing to mark.
fn passed(run: &PassedRun) -> Scene {
    let seed = run.seed.map(|seed| Report::Seed { seed });
    let reports: Vec<Report> =
        seed.into_iter().chain(run.events.iter().cloned().map(Report::Event)).collect();
    trace::scene(&reports)
}

/// Chooses the run and the marked event as the checks reported them. What a prediction should have said is left out.
fn scene(exercise: &Exercise, failure: &Failure) -> Scene {
    let mut reports: Vec<Report> = failure.seed.map(|seed| Report::Seed { seed }).into_iter().collect();
    reports.extend(failure.events.iter().cloned().map(Report::Event));
    if let Some(transcript) = &failure.transcript {
        reports.push(Report::Transcript {
            name: transcript.name.clone(),
            expected: transcript.expected.clone(),
            got: transcript.got.clone(),
            first_difference: Some(transcript.first_difference),
        });
    } else if !failure.waiting.is_empty() {
        reports.push(Report::Deadlock { waiting: failure.waiting.clone() });
    }
    let mut scene = trace::scene(&reports);
    if is_prediction(exercise, failure) {
        scene.difference = None;
    }
    scene
}

/// The mark stands beside the event at which it went wrong; below it, the line that the mentor speaks of.
fn draw(session: &mut Session, scene: &Scene, line: Option<&Location>) {
    let mut mark_text: Vec<String> =
        line.iter().map(|at| format!("{}:{}", at.file.display(), at.line)).collect();
    if let Some(difference) = &scene.difference {
        let nothing = session.t("no-line");
        let or_nothing =
            |line: &Option<String>| line.as_ref().map_or(nothing.clone(), |line| format!("`{line}`"));
        for (key, text) in [("mark-expected", &difference.expected), ("mark-got", &difference.got)] {
            mark_text.push(session.text(key, &[("text", or_nothing(text).into())]));
        }
    }
    let mark_text = mark_text.join("\n");
    let charset = if session.screen.plain() { Charset::Ascii } else { Charset::Unicode };
    let options = ChartOptions { charset, width: session.screen.width(), mark: scene.mark, mark_text };
    let events: &[Event] = &scene.events;
    let rich = session.screen.look() == Look::Rich;
    let written = |span: &Span| if rich { span.coloured() } else { span.text.clone() };
    for line in trace::chart_lines(events, &options) {
        let line: String = line.iter().map(written).collect();
        session.screen.line(line.trim_end());
    }
}
