//! `help`, and the welcome above the first prompt.

use colored::Colorize;

use crate::cli::args::Misread;
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::screen::{columns, pad};
use crate::cli::session::{Outcome, Session};
use crate::cli::table::{self, Entry, Group};

/// Narrower than this, what a verb does stands below it.
const NARROW: usize = 60;

/// What this is, where we are, three commands.
pub fn welcome(session: &mut Session) {
    session.screen.prose(&format!("**{}**", session.locale.t("welcome-title")), 0);
    session.say("welcome", &[]);
    session.screen.blank();
    let (passed, total) = (session.passed(), session.course.exercises().count());
    match session.current().filter(|_| passed < total) {
        Some(_) if passed == 0 && session.progress.entries().is_empty() => session.say("welcome-first", &[]),
        Some(exercise) => {
            let title = exercise.title.get(session.language()).to_owned();
            let here = [("title", title.into()), ("passed", passed.into()), ("total", total.into())];
            session.say("welcome-here", &here);
        }
        None => session.say("all-passed", &[("total", total.into())]),
    }
    session.screen.blank();
    for (command, key) in [("next", "welcome-next"), ("list", "welcome-list"), ("help", "welcome-help")] {
        let command = pad(&command.cyan().to_string(), 6);
        session.screen.line(format!("  {command}  {}", session.locale.t(key)));
    }
    session.screen.blank();
}

pub fn run(session: &mut Session, verb: Option<&str>) -> Outcome {
    match verb {
        None => overview(session),
        Some(name) => match table::entry(name) {
            Some(entry) => one(session, entry),
            None => return Err(Complaint::from(Misread::Verb(name.to_owned()))),
        },
    }
    Ok(Exit::Passed)
}

fn overview(session: &mut Session) {
    session.say("help-intro", &[]);
    let width = table::names().iter().map(|name| columns(name)).max().unwrap_or(0);
    for group in Group::ALL {
        session.screen.heading(&session.locale.t(group.key()));
        for entry in table::VERBS.iter().filter(|entry| entry.group == group) {
            let line = session.t(entry.line);
            if session.screen.width() < NARROW {
                session.screen.line(format!("  {}", entry.name.cyan()));
                session.screen.prose(&line, 4);
            } else {
                session.screen.line(format!("  {}  {line}", pad(&entry.name.cyan().to_string(), width)));
            }
        }
    }
    session.screen.blank();
    session.say("help-outro", &[("command", "`help check`".into())]);
}

fn one(session: &mut Session, entry: &Entry) {
    let usage = usage(session, entry);
    session.screen.line(usage.bold().to_string());
    session.screen.prose(&session.locale.t(entry.line), 0);
    if let Some(more) = entry.more {
        session.screen.blank();
        session.screen.prose(&session.locale.t(more), 0);
    }
    session.screen.blank();
    session.say("help-options", &[]);
}

fn usage(session: &Session, entry: &Entry) -> String {
    let mut usage = entry.usage.to_owned();
    for (place, key) in [
        ("{text}", "usage-text"),
        ("{file}", "usage-file"),
        ("{verb}", "usage-verb"),
        ("{section}", "usage-section"),
    ] {
        usage = usage.replace(place, &session.t(key));
    }
    usage
}
