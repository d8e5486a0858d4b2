//! `check`, `check --all` and `replay`: run, show while it runs, record, help.

use colored::Colorize;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::{hint, verdict};
use crate::check::{self, AllEvent, CheckEvent, CheckReport, Options, Sources, StepReport, Verdict};
use crate::cli::args::Format;
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::interrupt::cancellable;
use crate::cli::screen::pad;
use crate::cli::session::{Outcome, Session};
use crate::course::Exercise;
use crate::progress::{What, snapshots};

/// The test binary of every exercise. It and the exercise itself are built in less time than it takes to say so.
const CHECKS: &str = "checks";

pub fn run(session: &mut Session, id: Option<&str>, format: Format) -> Outcome {
    let exercise = session.exercise(id)?;
    let options = Options { seed: None, fresh: false, source: Sources::Learner };
    let report = live(session, &exercise, &options, format)?;
    record(session, &exercise, &report)?;
    match format {
        Format::Json => session.screen.line(json(&report).to_string()),
        Format::Text => {
            verdict::show(session, &exercise, &report);
            hint::after_check(session, &exercise, &report)?;
        }
    }
    Ok(Exit::passed_if(report.verdict == Verdict::Passed))
}

/// One seed only: nothing is recorded, because passing one run is not passing.
pub fn replay(session: &mut Session, seed: u64, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    session.say("replay-start", &[("seed", seed.to_string().into())]);
    let options = Options { seed: Some(seed), fresh: true, source: Sources::Learner };
    let report = live(session, &exercise, &options, Format::Text)?;
    verdict::show(session, &exercise, &report);
    Ok(Exit::passed_if(report.verdict == Verdict::Passed))
}

/// Runs the check and shows what happens meanwhile.
fn live(
    session: &mut Session,
    exercise: &Exercise,
    options: &Options,
    format: Format,
) -> Result<CheckReport, Complaint> {
    let course = session.course.clone();
    let mut live = Live::default();
    let report = cancellable(|cancel| {
        check::run(&course, exercise, options, cancel, &mut |event| {
            if format == Format::Text {
                live.event(session, exercise, event);
            }
        })
    });
    live.clear();
    let report = report?;
    if format == Format::Text {
        live.finish(session, exercise, &report);
    }
    Ok(report)
}

/// Draws what a running check tells.
#[derive(Default)]
pub(super) struct Live {
    bar: Option<ProgressBar>,
    announced: bool,
    /// Steps that are printed.
    done: usize,
}

impl Live {
    pub(super) fn event(&mut self, session: &mut Session, exercise: &Exercise, event: CheckEvent) {
        match event {
            CheckEvent::Building { done, total, name } => self.building(session, done, total, &name),
            CheckEvent::Built => self.clear(),
            CheckEvent::StepStarted { .. } => {}
            CheckEvent::StepDone { id, outcome } => {
                self.done += 1;
                step_line(session, exercise, &StepReport { id, outcome, failure: None });
            }
        }
    }

    /// A bar where things may move, one line elsewhere, nothing where only the exercise itself is built.
    pub(super) fn building(&mut self, session: &mut Session, done: usize, total: Option<usize>, name: &str) {
        let ours = name == CHECKS || session.course.exercise(name).is_some();
        if ours && self.bar.is_none() {
            return;
        }
        if !session.screen.moves() {
            if !std::mem::replace(&mut self.announced, true) {
                session.say("building-first", &[]);
            }
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("  {bar:24.cyan/dim} {pos}/{len} {msg}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::no_length().with_style(style.progress_chars("▰▰▱"))
        });
        bar.set_length(total.unwrap_or(done).try_into().unwrap_or(u64::MAX));
        bar.set_position(done.try_into().unwrap_or(u64::MAX));
        bar.set_message(session.text("building", &[("name", name.into())]));
    }

    pub(super) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Prints the steps that no event told of: those remembered from an earlier run.
    pub(super) fn finish(&mut self, session: &mut Session, exercise: &Exercise, report: &CheckReport) {
        for step in report.steps.iter().skip(self.done) {
            step_line(session, exercise, step);
        }
    }
}

pub(super) fn step_line(session: &mut Session, exercise: &Exercise, step: &StepReport) {
    use crate::check::Outcome::{Failed, Locked, Passed};
    let width = exercise.steps.iter().map(|step| step.id.len()).max().unwrap_or(0);
    let title = exercise.steps.iter().find(|s| s.id == step.id);
    let title = title.map_or("", |step| step.title.get(session.language()));
    let (mark, word) = match step.outcome {
        Passed => (session.mark("✓", "[x]").green(), "step-passed"),
        Failed => (session.mark("✗", "[!]").red().bold(), "step-failed"),
        Locked => (session.mark("·", "[ ]").dimmed(), "step-locked"),
    };
    let word = if session.screen.plain() { format!(" ({})", session.t(word)) } else { String::new() };
    let line = match session.screen.width() < 56 {
        true => format!("{}{word}", step.id),
        false => format!("{}  {title}{word}", pad(&step.id, width)),
    };
    let line = if step.outcome == Locked { line.dimmed().to_string() } else { line };
    session.screen.line(format!("  {mark} {line}"));
}

/// Progress and figures into the journal.
pub(super) fn record(
    session: &mut Session,
    exercise: &Exercise,
    report: &CheckReport,
) -> Result<(), Complaint> {
    let passed = report.steps.iter().filter(|step| step.outcome == check::Outcome::Passed);
    session.record(What::Checked {
        exercise: exercise.id.clone(),
        verdict: report.verdict,
        passed: passed.map(|step| step.id.clone()).collect(),
        cause: report.cause().map(str::to_owned),
        files: snapshots::hash(exercise)?,
    })?;
    if report.cached {
        return Ok(());
    }
    for (name, value, unit) in &report.figures {
        let (name, unit) = (name.clone(), unit.clone());
        session.record(What::Figure { exercise: exercise.id.clone(), name, value: *value, unit })?;
    }
    Ok(())
}

/// The report for programs.
pub(super) fn json(report: &CheckReport) -> serde_json::Value {
    let step = |step: &StepReport| {
        let mut value = json!({ "id": step.id, "outcome": step.outcome });
        if let Some(failure) = &step.failure {
            value["cause"] = json!(failure.cause);
            if let Some(at) = &failure.location {
                value["location"] = json!(format!("{}:{}", at.file.display(), at.line));
            }
        }
        value
    };
    json!({
        "exercise": report.exercise,
        "verdict": report.verdict,
        "seconds": (report.seconds * 1000.0).round() / 1000.0,
        "steps": report.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

/// Every exercise of the course.
pub fn all(session: &mut Session, format: Format) -> Outcome {
    let course = session.course.clone();
    let mut live = Live::default();
    let mut refused = Vec::new();
    let report = cancellable(|cancel| {
        check::all(&course, cancel, &mut |event| match event {
            AllEvent::NotChecked { exercise, error } => {
                let reason = Complaint::from(error).say(&session.locale, &course.root);
                if format == Format::Text {
                    live.clear();
                    refused_lines(session, &exercise, &reason);
                }
                refused.push(json!({ "exercise": exercise, "reason": reason }));
            }
            _ if format == Format::Json => {}
            AllEvent::Building { done, total, name } => live.building(session, done, total, &name),
            AllEvent::Running { .. } => live.clear(),
            AllEvent::Checked(report) => {
                live.clear();
                all_line(session, &report);
            }
        })
    });
    live.clear();
    let report = report?;
    for report in &report.exercises {
        if let Some(exercise) = course.exercise(&report.exercise) {
            record_if_new(session, exercise, report)?;
        }
    }
    match format {
        Format::Json => {
            let exercises: Vec<_> = report.exercises.iter().map(json).collect();
            let mut all = json!({ "exercises": exercises, "passed": report.passed, "failed": report.failed });
            if !refused.is_empty() {
                all["not_checked"] = refused.into();
            }
            session.screen.line(all.to_string());
        }
        Format::Text => {
            session.screen.blank();
            let total = report.exercises.len() + report.not_checked.len();
            session.say("list-total", &[("passed", report.passed.into()), ("total", total.into())]);
        }
    }
    Ok(match report.not_checked.is_empty() {
        true => Exit::passed_if(report.failed == 0),
        false => Exit::Refused,
    })
}

/// A whole sweep must not fill the journal with what it already says.
fn record_if_new(session: &mut Session, exercise: &Exercise, report: &CheckReport) -> Result<(), Complaint> {
    let state = session.state(exercise);
    let files = snapshots::hash(exercise)?;
    let known = state.last.as_ref().is_some_and(|last| last.verdict == report.verdict && last.files == files);
    let untouched = state.last.is_none() && report.verdict == Verdict::Untouched;
    if known || untouched { Ok(()) } else { record(session, exercise, report) }
}

fn widest(session: &Session) -> usize {
    session.course.exercises().map(|exercise| exercise.id.len()).max().unwrap_or(0)
}

/// An exercise of a sweep that cannot be checked, and why.
fn refused_lines(session: &mut Session, id: &str, reason: &str) {
    let (mark, id) = (session.mark("!", "[?]").yellow(), pad(id, widest(session)));
    session.screen.line(format!("  {mark} {id}  {}", session.t("not-checked")));
    session.screen.prose(reason, 6);
}

/// One line per exercise of a sweep.
fn all_line(session: &mut Session, report: &CheckReport) {
    let width = widest(session);
    let passed = report.steps.iter().filter(|step| step.outcome == check::Outcome::Passed).count();
    let mark = match report.verdict {
        Verdict::Passed => session.mark("✓", "[x]").green().to_string(),
        Verdict::Untouched => session.mark("○", "[ ]").dimmed().to_string(),
        _ => session.mark("✗", "[!]").red().to_string(),
    };
    let verdict = session.t(verdict::short(report.verdict));
    let steps = format!("{passed}/{}", report.steps.len());
    session.screen.line(format!("  {mark} {}  {}  {verdict}", pad(&report.exercise, width), pad(&steps, 5)));
}
