//! One file per verb or per family of verbs. Each takes the session and says how it ended.

mod author;
mod beam;
mod book;
mod chart;
mod check;
mod diff;
mod doctor;
mod files;
mod help;
mod hint;
mod lab;
mod lang;
mod list;
mod mine;
mod notebook;
mod quiz;
mod sides;
mod solution;
mod task;
mod verdict;
mod watch;

pub use help::welcome;

use super::args::{self, Line, Misread, Verb};
use super::complaint::Complaint;
use super::exit::Exit;
use super::session::{Outcome, Session};
use super::words;
use crate::locale::Locale;

/// Carries out a typed line. `None`: the learner wants to leave.
pub fn run_line(session: &mut Session, line: &str) -> Result<Option<Exit>, Complaint> {
    let words = words::of_line(line);
    if let Some(help) = args::asks_for_help(&words) {
        return run(session, help).map(Some);
    }
    let Line { options, verb } = args::parse(&words)?;
    if options.root.is_some() {
        return Err(Misread::Option("--root".to_owned()).into());
    }
    if let Some(language) = options.lang {
        session.locale = Locale::new(language);
    }
    match verb {
        None => Ok(Some(Exit::Passed)),
        Some(Verb::Quit) => Ok(None),
        Some(verb) => {
            session.progress.refresh()?;
            run(session, verb).map(Some)
        }
    }
}

/// Carries out a verb.
pub fn run(session: &mut Session, verb: Verb) -> Outcome {
    match verb {
        Verb::List { format } => list::run(session, format),
        Verb::Next => task::next(session),
        Verb::Open { id } => task::open(session, id.as_deref()),
        Verb::Task { id } => task::run(session, id.as_deref()),
        Verb::Check { all: true, format, .. } => check::all(session, format),
        Verb::Check { id, mine: true, format, .. } => mine::check(session, id.as_deref(), format),
        Verb::Check { id, format, .. } => check::run(session, id.as_deref(), format),
        Verb::Watch { id } => watch::run(session, id.as_deref()),
        Verb::Hint { id } => hint::run(session, id.as_deref()),
        Verb::Explain { words } => hint::explain(session, &words),
        Verb::Solution { id, apply } => match apply {
            true => solution::apply(session, id.as_deref()),
            false => solution::run(session, id.as_deref()),
        },
        Verb::Diff { id } => diff::run(session, id.as_deref()),
        Verb::Reset { id } => files::reset(session, id.as_deref()),
        Verb::Undo { id } => files::undo(session, id.as_deref()),
        Verb::Trace { id, svg } => chart::trace(session, id.as_deref(), svg.as_deref()),
        Verb::Replay { seed, id } => check::replay(session, seed, id.as_deref()),
        Verb::Lab { id, mine: true } => mine::lab(session, id.as_deref()),
        Verb::Lab { id, .. } => lab::run(session, id.as_deref()),
        Verb::Beam { id, section, live } => beam::run(session, id.as_deref(), &section.join(" "), live),
        Verb::Quiz { id } => quiz::run(session, id.as_deref()),
        Verb::Notebook { words } => notebook::run(session, &words),
        Verb::Lang { code } => lang::run(session, code),
        Verb::Book { port, action } => book::run(session, action, port),
        Verb::Doctor => doctor::run(session),
        Verb::Help { verb } => help::run(session, verb.as_deref()),
        Verb::Quit => Ok(Exit::Passed),
        Verb::Author { verb } => author::run(session, verb),
    }
}
