//! `watch`: checks again after every save, until Ctrl-C.

use colored::Colorize;

use super::check::{self as shown, Live};
use super::{hint, verdict};
use crate::check::{self, CheckReport, WatchEvent};
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::interrupt::cancellable;
use crate::cli::session::{Outcome, Session};
use crate::course::Exercise;

pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    session.set_current(&exercise)?;
    let course = session.course.clone();
    session.say("watch-start", &[("id", exercise.id.as_str().into())]);
    let mut live = Live::default();
    let mut lost = None;
    let ended = cancellable(|cancel| {
        check::watch(&course, &exercise, cancel, &mut |event| {
            if let Err(complaint) = told(session, &exercise, &mut live, event) {
                // Progress that cannot be kept ends the watch: the learner must know.
                lost = Some(complaint);
                cancel.now();
            }
        })
    });
    live.clear();
    if let Some(complaint) = lost {
        return Err(complaint);
    }
    match ended.map_err(Complaint::from) {
        Err(complaint) if complaint != Complaint::cancelled() => Err(complaint),
        _ => {
            session.screen.blank();
            session.say("watch-end", &[]);
            Ok(Exit::Passed)
        }
    }
}

fn told(
    session: &mut Session,
    exercise: &Exercise,
    live: &mut Live,
    event: WatchEvent,
) -> Result<(), Complaint> {
    match event {
        WatchEvent::Started => {
            *live = Live::default();
            session.screen.blank();
        }
        WatchEvent::Check(event) => live.event(session, exercise, event),
        WatchEvent::Restarted => {
            live.clear();
            session.screen.line(session.locale.t("watch-again").dimmed().to_string());
        }
        WatchEvent::Verdict(report) => return judged(session, exercise, live, &report),
        WatchEvent::Failed(error) => {
            live.clear();
            let sentence = Complaint::from(error).say(&session.locale, &session.course.root);
            session.screen.prose(&sentence, 0);
        }
        WatchEvent::Polling => session.say("watch-polls", &[]),
    }
    Ok(())
}

fn judged(
    session: &mut Session,
    exercise: &Exercise,
    live: &mut Live,
    report: &CheckReport,
) -> Result<(), Complaint> {
    live.clear();
    live.finish(session, exercise, report);
    shown::record(session, exercise, report)?;
    verdict::show(session, exercise, report);
    hint::after_check(session, exercise, report)
}
