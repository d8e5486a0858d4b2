//! The mentor's voice: after a check, on `hint`, and what the learner says on `explain`.

use colored::Colorize;

use super::{solution, verdict};
use crate::check::{self, CheckReport};
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::session::{Outcome, Session};
use crate::course::Exercise;
use crate::mentor::{self, Advice, Block, CauseText, Evidence, MentorTexts, Past, Phase};
use crate::progress::{Entry, What, snapshots};

/// What the mentor says after a check: Phase 1, or a greeting, or congratulations.
pub fn after_check(
    session: &mut Session,
    exercise: &Exercise,
    report: &CheckReport,
) -> Result<(), Complaint> {
    let texts = texts(session, exercise);
    let idea = session.state(exercise).explained;
    let phase = mentor::phase(report.verdict, idea.as_deref());
    if phase != Phase::Observe {
        session.screen.blank(); // blocks bring their own
    }
    match phase {
        Phase::Celebrate => celebrate(session, exercise, report, &texts),
        Phase::Greet => greet(session, exercise, &texts),
        Phase::AskForAttempt => ask_for_attempt(session, exercise),
        Phase::Observe => observe(session, exercise, report, &texts)?,
    }
    Ok(())
}

/// The next rung for the cause of the last check.
pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let texts = session.texts(&exercise)?;
    let report = check::last(&session.course.root, &exercise.id);
    let Some(report) = report.filter(|report| report.cause().is_some()) else {
        return without_failure(session, &exercise, &texts);
    };
    let state = session.state(&exercise);
    if state.last.is_some_and(|last| snapshots::hash(&exercise).is_ok_and(|files| files != last.files)) {
        session.say("hint-stale", &[("command", "`check`".into())]);
        session.screen.blank();
    }
    match mentor::phase(report.verdict, state.explained.as_deref()) {
        Phase::Greet => greet(session, &exercise, &texts),
        Phase::AskForAttempt => ask_for_attempt(session, &exercise),
        _ => return rung(session, &exercise, &report, &texts),
    }
    Ok(Exit::Passed)
}

/// Nothing has failed: either nothing was checked yet, or everything passed.
fn without_failure(session: &mut Session, exercise: &Exercise, texts: &MentorTexts) -> Outcome {
    if session.state(exercise).passed {
        session.say("hint-passed", &[("id", exercise.id.as_str().into())]);
        session.offer("offer-next", "next");
    } else {
        greet(session, exercise, texts);
    }
    Ok(Exit::Passed)
}

fn rung(session: &mut Session, exercise: &Exercise, report: &CheckReport, texts: &MentorTexts) -> Outcome {
    let cause = report.cause().unwrap_or("unnamed").to_owned();
    let entries = session.progress.entries().to_vec();
    let past = past(&entries, &exercise.id);
    let advice = mentor::advise(&past, &cause, Entry::now(What::Opened { exercise: String::new() }).at_ms);
    let (text, evidence) = (texts.about(report), Evidence::of(&verdict::in_words(session, report)));
    match advice {
        Advice::Gate => return solution::run(session, Some(&exercise.id)),
        Advice::Show { rung } => {
            title(session, rung, &text);
            print(session, &mentor::rung(&text, &evidence, rung, 0));
            session.record(What::Hinted { exercise: exercise.id.clone(), cause, rung })?;
        }
        Advice::Again { rung, angle, seconds } => {
            title(session, rung, &text);
            print(session, &mentor::rung(&text, &evidence, rung, angle));
            session.record(What::Hinted { exercise: exercise.id.clone(), cause, rung })?;
            session.screen.blank();
            session.say("hint-deeper", &[("seconds", seconds.into())]);
        }
    }
    remind(session, exercise);
    Ok(Exit::Passed)
}

/// Where on the ladder we stand.
fn title(session: &mut Session, rung: u32, text: &CauseText) {
    let place = session.text("hint-rung", &[("rung", rung.into())]);
    session.screen.line(place.dimmed().to_string());
    if rung > 1 && !text.name.is_empty() {
        let name = session.screen.inline(&text.name);
        session.screen.line(name.bold().to_string());
    }
}

/// Phase 1 after a failed check; it counts as the first rung.
fn observe(
    session: &mut Session,
    exercise: &Exercise,
    report: &CheckReport,
    texts: &MentorTexts,
) -> Result<(), Complaint> {
    let cause = report.cause().unwrap_or("unnamed").to_owned();
    let entries = session.progress.entries().to_vec();
    let past = past(&entries, &exercise.id);
    let angle = mentor::angle(&past, &cause);
    let evidence = Evidence::of(&verdict::in_words(session, report));
    print(session, &mentor::phase1(&texts.about(report), &evidence, angle));
    let met = past.iter().any(|p| matches!(p, Past::Hinted { cause: c, .. } if *c == cause));
    if !met {
        session.record(What::Hinted { exercise: exercise.id.clone(), cause, rung: 1 })?;
    }
    verdict::remarks(session, exercise, report);
    remind(session, exercise);
    session.offer("offer-hint", &session.command_for("hint", exercise));
    Ok(())
}

/// Who has never said what the idea is, is asked once more.
fn remind(session: &mut Session, exercise: &Exercise) {
    if session.state(exercise).explained.is_none() {
        session.screen.blank();
        session.say("remind-explain", &[("command", "`explain`".into())]);
    }
}

fn greet(session: &mut Session, exercise: &Exercise, texts: &MentorTexts) {
    session.say("greeting", &[("title", exercise.title.get(session.language()).into())]);
    if let Some(untouched) = texts.causes.get("untouched") {
        session.screen.blank();
        session.screen.prose(&untouched.question.clone(), 2);
        session.screen.blank();
        session.screen.prose(&untouched.next_step.clone(), 2);
    }
    session.offer("offer-open", &session.command_for("open", exercise));
}

fn ask_for_attempt(session: &mut Session, exercise: &Exercise) {
    let first = exercise.steps.first().map_or("", |step| step.title.get(session.language())).to_owned();
    session.say("ask-for-attempt", &[("step", first.into())]);
    session.offer("offer-open", &session.command_for("open", exercise));
}

/// The move is congratulated, not the person.
fn celebrate(session: &mut Session, exercise: &Exercise, report: &CheckReport, texts: &MentorTexts) {
    let step = exercise.steps.last().map_or("", |step| step.title.get(session.language())).to_owned();
    session.say("celebrate", &[("step", step.into()), ("count", exercise.steps.len().into())]);
    if !texts.ours.is_empty() {
        session.screen.blank();
        session.screen.prose(&texts.ours, 2);
    }
    if !texts.bonus.is_empty() {
        session.screen.heading(&session.locale.t("bonus"));
        solution::numbered(session, &texts.bonus);
    }
    verdict::remarks(session, exercise, report);
    match session.next_unfinished() {
        Some(_) => session.offer("offer-next", "next"),
        None => session.say("all-passed", &[("total", session.course.exercises().count().into())]),
    }
}

/// Blocks with their titles.
fn print(session: &mut Session, blocks: &[Block]) {
    for block in blocks {
        session.screen.heading(&session.locale.t(block.title.key()));
        session.screen.prose(&block.text, 2);
    }
}

/// A broken mentor file is told, and the common words serve.
fn texts(session: &mut Session, exercise: &Exercise) -> MentorTexts {
    session.texts(exercise).unwrap_or_else(|complaint| {
        let sentence = complaint.say(&session.locale, &session.course.root);
        session.screen.blank();
        session.screen.prose(&sentence, 0);
        mentor::common(session.language())
    })
}

/// The journal of one exercise as the ladder sees it.
pub(super) fn past<'a>(entries: &'a [Entry], exercise: &str) -> Vec<Past<'a>> {
    let about = entries.iter().filter(|entry| entry.what.exercise() == Some(exercise));
    about
        .filter_map(|entry| match &entry.what {
            What::Checked { files, cause, .. } => Some(Past::Checked { files, cause: cause.as_deref() }),
            What::Hinted { cause, rung, .. } => Some(Past::Hinted { at_ms: entry.at_ms, cause, rung: *rung }),
            _ => None,
        })
        .collect()
}

/// Keeps what the learner says the idea is: the words of the line, or lines up to an empty one.
pub fn explain(session: &mut Session, words: &[String]) -> Outcome {
    let named = words.first().and_then(|word| session.course.exercise(word)).cloned();
    let (exercise, words) = match named {
        Some(exercise) => (exercise, &words[1..]),
        None => (session.exercise(None)?, words),
    };
    let mut text = words.join(" ");
    if text.is_empty() {
        session.say("explain-ask", &[("title", exercise.title.get(session.language()).into())]);
        text = lines(session);
    }
    if text.is_empty() {
        session.say("explain-nothing", &[]);
        return Ok(Exit::NotPassed);
    }
    session.record(What::Explained { exercise: exercise.id.clone(), text })?;
    session.say("explain-kept", &[]);
    session.offer("offer-check", &format!("check {}", exercise.id));
    Ok(Exit::Passed)
}

/// Lines until an empty one, a single full stop, or the end.
fn lines(session: &mut Session) -> String {
    let mut lines: Vec<String> = Vec::new();
    while let Some(line) = session.ask() {
        if line.is_empty() || line == "." {
            break;
        }
        lines.push(line);
    }
    lines.join("\n")
}
