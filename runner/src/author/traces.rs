//! Draws the pictures of the book: the solution's checks run, and their events become `traces/NAME.svg`.

use std::fs;
use std::path::{Path, PathBuf};

use trace::{Event, REPORT_VARIABLE, Report};

use super::programs::{self, LIMIT};
use super::{AuthorError, Finding, Mode, Outcome, chosen, write};
use crate::course::{Course, Exercise, Picture};

/// Draws, or compares, the pictures of these exercises; without ids, of every exercise.
///
/// # Errors
/// `UnknownExercise`, or a picture could not be written.
pub fn traces(course: &Course, ids: &[String], mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    for exercise in chosen(course, ids)?.iter().filter(|exercise| !exercise.pictures.is_empty()) {
        match programs::solution_checks(course, exercise) {
            Ok(binary) => outcome.add(one(course, exercise, &binary, mode)?),
            Err(reason) => {
                let finding = Finding::error(&exercise.solution_dir, "author-solution-does-not-build");
                outcome.findings.push(finding.with("reason", reason).of(exercise));
            }
        }
    }
    Ok(outcome.tidy(course))
}

/// Draws, or compares, the pictures of one exercise.
pub(super) fn one(
    course: &Course,
    exercise: &Exercise,
    binary: &Path,
    mode: Mode,
) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    for picture in &exercise.pictures {
        let path = exercise.dir.join("traces").join(format!("{}.svg", picture.name));
        let events = match events(course, exercise, binary, picture) {
            Ok(events) if !events.is_empty() => events,
            Ok(_) => {
                outcome.findings.push(no_picture(exercise, picture, String::new()));
                continue;
            }
            Err(reason) => {
                outcome.findings.push(no_picture(exercise, picture, reason));
                continue;
            }
        };
        let drawn = trace::svg(&events, &exercise.title.en);
        let same = fs::read_to_string(&path).is_ok_and(|there| there == drawn);
        match mode {
            _ if same => {}
            Mode::Check => {
                let finding = Finding::error(path, "author-stale-picture").repair("author-repair-traces");
                outcome.findings.push(finding.of(exercise));
            }
            Mode::Write => {
                write(&path, drawn.as_bytes())?;
                outcome.written.push(path);
            }
        }
    }
    Ok(outcome)
}

fn no_picture(exercise: &Exercise, picture: &Picture, reason: String) -> Finding {
    let finding = Finding::error(exercise.dir.join("exercise.toml"), "author-no-picture").of(exercise);
    finding.with("picture", &picture.name).with("check", &picture.check).with("reason", reason)
}

/// The events of the picture's run: those of its seed, or of the first run of the check.
fn events(
    course: &Course,
    exercise: &Exercise,
    binary: &Path,
    picture: &Picture,
) -> Result<Vec<Event>, String> {
    let report = Temporary::new(&exercise.id);
    let mut command = programs::checks(binary, course, exercise);
    command.args(["--exact", &picture.check, "--test-threads=1"]).env(REPORT_VARIABLE, &report.path);
    let ended = programs::run(&mut command, Some(LIMIT)).map_err(|error| error.to_string())?;
    if !ended.success {
        return Err(ended.last_words());
    }
    let text = fs::read_to_string(&report.path).unwrap_or_default();
    let mut events = run(text.lines().filter_map(|line| serde_json::from_str(line).ok()), picture.seed);
    focus(&mut events, picture);
    Ok(events)
}

/// Leaves out what the picture is not about.
fn focus(events: &mut Vec<Event>, picture: &Picture) {
    *events = trace::relabelled(events); // before the events that say who is called what are hidden
    if let Some(from) = &picture.from {
        let begins = |event: &Event| event.to_string().contains(from.as_str());
        let at = events.iter().position(begins).unwrap_or(events.len());
        events.drain(..at);
    }
    if let Some(until) = &picture.until {
        let ends = |event: &Event| event.to_string().contains(until.as_str());
        let at = events.iter().position(ends).map_or(events.len(), |at| at + 1);
        events.truncate(at);
    }
    events.retain(|event| {
        let kind = serde_json::to_value(&event.kind).expect("a kind of event is plain data");
        !picture.hide.iter().any(|hidden| kind["kind"] == hidden.as_str() || event.process == *hidden)
    });
}

/// The events between the wanted seed and the next one; all of them where the check needs no seed.
fn run(reports: impl Iterator<Item = Report>, seed: Option<u64>) -> Vec<Event> {
    let reports: Vec<Report> = reports.collect();
    let mut events = Vec::new();
    let mut wanted = !reports.iter().any(|report| matches!(report, Report::Seed { .. }));
    for report in reports {
        match report {
            Report::Seed { seed: began } => {
                if wanted {
                    break;
                }
                wanted = seed.is_none_or(|seed| seed == began);
            }
            Report::Event(event) if wanted => events.push(event),
            _ => {}
        }
    }
    events
}

/// A file that goes when we are done with it.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("workbook-{name}-{}.jsonl", std::process::id()));
        let _ = fs::remove_file(&path);
        Self { path }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use trace::{Event, Kind, Report};

    use super::{focus, run};
    use crate::course::Picture;

    #[test]
    fn a_picture_begins_where_it_is_told_to_and_leaves_out_what_is_hidden() {
        let event = |kind: Kind| Event { at: 0, process: "a".to_owned(), kind, source: None };
        let link = || event(Kind::Link { with: "b".to_owned() });
        let send = |label: &str| event(Kind::Send { to: "b".to_owned(), label: label.to_owned() });
        let mut events = vec![link(), send("hello"), link(), send("work"), link(), send("more")];
        let picture = Picture {
            name: "p".to_owned(),
            check: "c".to_owned(),
            seed: None,
            from: Some("sends b: hello".to_owned()),
            until: Some("sends b: work".to_owned()),
            hide: vec!["link".to_owned()],
        };
        focus(&mut events, &picture);
        assert_eq!(events, [send("hello"), send("work")]);
    }

    #[test]
    fn a_picture_shows_one_run() {
        let event = |line: &str| Event {
            at: 0,
            process: "a".to_owned(),
            kind: Kind::Note { line: line.to_owned() },
            source: None,
        };
        let reports = || {
            let outside = Report::Event(event("before any run"));
            let seeds = [1, 2, 3]
                .into_iter()
                .flat_map(move |seed| [Report::Seed { seed }, Report::Event(event(&seed.to_string()))]);
            std::iter::once(outside).chain(seeds)
        };
        assert_eq!(run(reports(), None), [event("1")]);
        assert_eq!(run(reports(), Some(2)), [event("2")]);
        assert_eq!(run(reports(), Some(9)), []);
        assert_eq!(run(reports().take(1), None), [event("before any run")], "a check without runs");
    }
}
