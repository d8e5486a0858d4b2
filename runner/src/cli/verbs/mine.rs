//! `check --mine` and `lab --mine`: an exercise on the learner's own crates, and which of them are whose.

use colored::Colorize;
use serde_json::json;

use super::{check as plain, hint, lab as labs, verdict};
use crate::check::{self, CheckError, Verdict, mine::Part};
use crate::cli::args::Format;
use crate::cli::exit::Exit;
use crate::cli::interrupt::cancellable;
use crate::cli::screen::pad;
use crate::cli::session::{Outcome, Session};

/// Checks an exercise on the learner's crates. Nothing is recorded: the exercise is passed on ours, as ever.
pub fn check(session: &mut Session, id: Option<&str>, format: Format) -> Outcome {
    let exercise = session.exercise(id)?;
    let course = session.course.clone();
    let mut live = plain::Live::default();
    let report = cancellable(|cancel| {
        let mut on = |event| {
            if format == Format::Text {
                live.event(session, &exercise, event);
            }
        };
        let parts = check::mine::parts(&course, &exercise, cancel, &mut on)?;
        live.clear();
        if format == Format::Text {
            whose(session, &parts);
        }
        let mut on = |event| {
            if format == Format::Text {
                live.event(session, &exercise, event);
            }
        };
        let report = check::mine::check(&course, &exercise, &parts, cancel, &mut on)?;
        Ok::<_, CheckError>((parts, report))
    });
    live.clear();
    let (parts, report) = report?;
    match format {
        Format::Json => {
            let mut all = plain::json(&report);
            let part =
                |part: &Part| json!({ "id": part.id, "mine": part.is_mine(), "verdict": part.verdict });
            all["parts"] = parts.iter().map(part).collect();
            session.screen.line(all.to_string());
        }
        Format::Text => {
            live.finish(session, &exercise, &report);
            verdict::show(session, &exercise, &report);
            hint::after_check(session, &exercise, &report)?;
        }
    }
    Ok(Exit::passed_if(report.verdict == Verdict::Passed))
}

/// Opens the lab of an exercise on the learner's crates.
pub fn lab(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    if check::lab_source(&exercise).is_none() {
        return Err(labs::none(session, &exercise));
    }
    let course = session.course.clone();
    let mut live = plain::Live::default();
    let built = cancellable(|cancel| {
        let parts = check::mine::parts(&course, &exercise, cancel, &mut |event| {
            live.event(session, &exercise, event)
        })?;
        live.clear();
        whose(session, &parts);
        check::mine::lab(&course, &exercise, &parts, cancel, &mut |event| {
            live.event(session, &exercise, event)
        })
    });
    live.clear();
    labs::open(session, &exercise, built?)
}

/// A line for each crate: whose serves, and why.
fn whose(session: &mut Session, parts: &[Part]) {
    let (mine, width) =
        (parts.iter().filter(|part| part.is_mine()).count(), parts.iter().map(|part| part.id.len()).max());
    session.say("mine-sum", &[("mine", mine.into()), ("all", parts.len().into())]);
    for part in parts {
        let mark = match (part.is_mine(), part.verdict) {
            (true, _) => session.mark("✓", "[x]").green().to_string(),
            (false, Verdict::Untouched) => session.mark("○", "[ ]").dimmed().to_string(),
            (false, _) => session.mark("✗", "[!]").red().to_string(),
        };
        let whose = session.t(if part.is_mine() { "mine-yours" } else { "mine-ours" });
        let why = if part.is_mine() {
            String::new()
        } else {
            format!(": {}", session.t(verdict::short(part.verdict)))
        };
        session.screen.line(format!("  {mark} {}  {whose}{why}", pad(&part.id, width.unwrap_or(0))));
    }
    session.screen.blank();
}
