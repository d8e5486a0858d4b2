//! `solution`: the gate, then Phase 2: our solution against the learner's own lines.

use std::collections::BTreeMap;

use colored::Colorize;

use super::diff;
use crate::check::{self, CheckReport};
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::session::{Outcome, Session};
use crate::course::{Exercise, cut};
use crate::mentor::{self, Answer, Ask, Gate, MentorTexts, Said};
use crate::progress::{What, snapshots};

/// Who has passed this many exercises reads symbols without our help.
const FLUENT: usize = 4;

pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let texts = session.texts(&exercise)?;
    if !may_see(session, &exercise, &texts)? {
        return Ok(Exit::NotPassed);
    }
    session.record(What::SolutionShown { exercise: exercise.id.clone() })?;
    phase2(session, &exercise, &texts)?;
    Ok(Exit::Passed)
}

/// Puts the solution into the learner's files, after a snapshot of them.
pub fn apply(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let texts = session.texts(&exercise)?;
    if !may_see(session, &exercise, &texts)? {
        return Ok(Exit::NotPassed);
    }
    let files: BTreeMap<_, _> =
        cut::solution(&exercise)?.into_iter().map(|(file, text)| (file, text.into_bytes())).collect();
    snapshots::replace(&session.course.root, &exercise, &files, "apply")?;
    session.record(What::Applied { exercise: exercise.id.clone() })?;
    session.say("applied", &[("id", exercise.id.as_str().into())]);
    session.offer("offer-undo", "undo");
    Ok(Exit::Passed)
}

/// Whether the solution is open: passed, shown before, or through the gate now.
fn may_see(session: &mut Session, exercise: &Exercise, texts: &MentorTexts) -> Result<bool, Complaint> {
    let state = session.state(exercise);
    if state.passed || state.solution_shown {
        session.say(if state.passed { "gate-passed" } else { "gate-open" }, &[]);
        return Ok(true);
    }
    let report = check::last(&session.course.root, &exercise.id);
    let turn = session.progress.entries().iter().filter(|e| matches!(e.what, What::Gated { .. })).count();
    let mut gate = gate(exercise, report.as_ref(), u64::try_from(turn).unwrap_or(0));
    session.say("gate-intro", &[]);
    let mut understood = true;
    while gate.ask() != Ask::Open {
        if understood {
            ask(session, &gate, texts);
        }
        let Some(line) = session.ask() else {
            unanswered(session, exercise);
            return Ok(false);
        };
        if matches!(line.as_str(), "back" | "quit" | "назад") {
            session.say("gate-left", &[]);
            return Ok(false);
        }
        let said = gate.answer(Answer::of(&line));
        understood = !matches!(said, Said::NotANumber { .. } | Said::TooShort);
        reply(session, &gate, &said, texts);
    }
    session.record(What::Gated {
        exercise: exercise.id.clone(),
        cause: gate.cause().to_owned(),
        pointed: gate.pointed,
        chosen: gate.chosen,
    })?;
    Ok(true)
}

/// The end of a pipe is no answer; Ctrl-D at the prompt is one.
fn unanswered(session: &mut Session, exercise: &Exercise) {
    session.screen.blank();
    if session.input.is_terminal() {
        return session.say("gate-left", &[]);
    }
    let answers = format!("`printf '1\\n2\\n…' | cargo run -q -- solution {}`", exercise.id);
    session.say("gate-needs-answers", &[("command", answers.into())]);
}

fn gate(exercise: &Exercise, report: Option<&CheckReport>, turn: u64) -> Gate {
    let causes: Vec<String> = exercise.causes.iter().map(|cause| cause.id.clone()).collect();
    let cause = report.and_then(|report| report.cause()).unwrap_or("untouched");
    // A choice needs a cause: files as they came, a gap, an error of the compiler have only one.
    let plausible =
        if matches!(cause, "untouched" | "not_yet" | "does_not_compile") { &[][..] } else { &causes };
    let transcript =
        report.and_then(|report| report.failure()).and_then(|failure| failure.transcript.as_ref());
    let transcript = transcript.map(|t| (t.got.as_slice(), t.first_difference));
    let empty_prediction = cause == "not_yet";
    Gate::new(cause, plausible, transcript.filter(|_| !empty_prediction), turn)
}

fn ask(session: &mut Session, gate: &Gate, texts: &MentorTexts) {
    session.screen.blank();
    match gate.ask() {
        Ask::Point { lines } => {
            session.say("gate-point", &[]);
            let lines: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
            numbered(session, &lines);
        }
        Ask::Choose { causes } => {
            session.say("gate-choose", &[]);
            let names: Vec<String> = causes.iter().map(|cause| name(texts, cause)).collect();
            numbered(session, &names);
        }
        Ask::Say => session.say("gate-say", &[]),
        Ask::Rate { theirs } => {
            session.screen.line(session.locale.t("gate-theirs").bold().to_string());
            session.screen.prose(&theirs, 2);
            session.screen.blank();
            session.screen.line(session.locale.t("gate-ours").bold().to_string());
            session.screen.prose(&texts.ours, 2);
            session.screen.blank();
            session.say("gate-rate", &[]);
        }
        Ask::Open => {}
    }
}

fn name(texts: &MentorTexts, cause: &str) -> String {
    let named = texts.causes.get(cause).map(|text| text.name.clone()).filter(|name| !name.is_empty());
    named.unwrap_or_else(|| format!("`{cause}`"))
}

fn reply(session: &mut Session, gate: &Gate, said: &Said, texts: &MentorTexts) {
    match said {
        Said::Right => session.say("gate-right", &[]),
        Said::Elsewhere { later: true } => session.say("gate-later", &[]),
        Said::Elsewhere { later: false } => session.say("gate-earlier", &[]),
        Said::WouldShow { cause } => {
            let sign = texts.causes.get(cause).map(|text| text.sign.clone()).unwrap_or_default();
            session.say("gate-would-show", &[]);
            session.screen.prose(&sign, 2);
        }
        Said::Enough => {
            session.say("gate-enough", &[]);
            if let Some((_, line)) = gate.wrong_line().filter(|_| !gate.pointed) {
                session.say("gate-was-line", &[("line", format!("`{line}`").into())]);
            }
            let cause = name(texts, gate.cause());
            session.say("gate-was-cause", &[("cause", cause.into())]);
            session.screen.prose(&texts.ours, 2);
        }
        Said::NotANumber { last } => session.say("gate-number", &[("last", (*last).into())]),
        Said::TooShort => session.say("gate-too-short", &[]),
        Said::Thanks => session.say("gate-thanks", &[]),
        Said::Rest => session.say("gate-rest", &[]),
    }
}

/// Items with their numbers, wrapped under themselves.
pub(super) fn numbered(session: &mut Session, items: &[String]) {
    for (index, item) in items.iter().enumerate() {
        session.screen.prose(&format!("{}. {item}", index + 1), 2);
    }
}

fn phase2(session: &mut Session, exercise: &Exercise, texts: &MentorTexts) -> Result<(), Complaint> {
    let theirs = session.files(exercise)?;
    let mut ours = cut::solution(exercise)?;
    ours.retain(|file, _| exercise.edit.contains(file));
    let marked = cut::read_solution(exercise)?;
    let changes = mentor::phase2(&theirs, &ours, &marked);
    session.screen.blank();
    if changes.is_empty() {
        session.say("solution-same", &[]);
    } else {
        session.say("solution-legend", &[]);
    }
    let mut told: Vec<String> = Vec::new();
    for file in &changes {
        diff::file(session, exercise, &file.file);
        for hunk in &file.hunks {
            diff::hunk(session, hunk);
            for step in hunk.steps.iter().filter(|step| !told.contains(step)).cloned().collect::<Vec<_>>() {
                why(session, exercise, texts, &step);
                told.push(step);
            }
        }
    }
    closing(session, texts);
    session.offer("offer-apply", "solution --apply");
    Ok(())
}

/// Why a step of the solution is as it is.
fn why(session: &mut Session, exercise: &Exercise, texts: &MentorTexts, step: &str) {
    let Some((_, why)) = texts.changes.iter().find(|(id, _)| id == step) else { return };
    let title =
        exercise.steps.iter().find(|s| s.id == step).map_or(step, |s| s.title.get(session.language()));
    let label = session.text("solution-why", &[("step", title.into())]);
    session.screen.line(format!("  {}", label.bold()));
    session.screen.prose(why, 4);
}

/// Symbols while they are new, mistakes, and two small challenges.
fn closing(session: &mut Session, texts: &MentorTexts) {
    if session.passed() < FLUENT && !texts.symbols.is_empty() {
        session.screen.heading(&session.locale.t("symbols"));
        session.screen.prose(&texts.symbols, 2);
    }
    if !texts.mistakes.is_empty() {
        session.screen.heading(&session.locale.t("mistakes"));
        session.screen.prose(&texts.mistakes, 2);
    }
    if !texts.mini_challenges.is_empty() {
        session.screen.heading(&session.locale.t("mini-challenges"));
        numbered(session, &texts.mini_challenges);
    }
}
