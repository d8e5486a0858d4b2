//! `author`: what those who write exercises need. Findings are printed with file, line, rule and repair.

use colored::Colorize;

use crate::author::{self, Finding, Level, Mode, Outcome as Done, Scope, VerifyEvent};
use crate::cli::args::Author;
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::interrupt::cancellable;
use crate::cli::session::{Outcome, Session};
use crate::locale::Value;

pub fn run(session: &mut Session, verb: Option<Author>) -> Outcome {
    let course = session.course.clone();
    let done = match verb {
        None => return super::help::run(session, Some("author")),
        Some(Author::Verify { course: true, .. }) => return verify(session, Scope::Course),
        Some(Author::Verify { ids, .. }) if ids.is_empty() => return verify(session, Scope::All),
        Some(Author::Verify { ids, .. }) => return verify(session, Scope::Exercises(&ids)),
        Some(Author::New { id, chapter }) => author::new(&course, &id, &chapter),
        Some(Author::Skeletons { check }) => author::skeletons(&course, mode(check)),
        Some(Author::Seal { check }) => author::seal(&course, mode(check)),
        Some(Author::Beam { ids, check }) => author::beam(&course, &ids, mode(check)),
        Some(Author::Traces { ids, check }) => author::traces(&course, &ids, mode(check)),
        Some(Author::Solve { id, .. }) => author::solve(&course, id.as_deref()),
        Some(Author::Unsolve { id, .. }) => author::unsolve(&course, id.as_deref()),
    };
    let done = done?;
    for file in &done.written {
        session.screen.line(format!("  {}", file.display()));
    }
    for finding in &done.findings {
        show(session, finding);
    }
    Ok(sum(session, &done))
}

fn mode(check: bool) -> Mode {
    if check { Mode::Check } else { Mode::Write }
}

fn verify(session: &mut Session, scope: Scope<'_>) -> Outcome {
    let course = session.course.clone();
    let done =
        cancellable(|cancel| author::verify(&course, scope, cancel, &mut |event| told(session, &event)));
    let done = done.map_err(Complaint::from)?;
    Ok(sum(session, &done))
}

fn told(session: &mut Session, event: &VerifyEvent) {
    match event {
        VerifyEvent::Exercise { id, number, total } => {
            session.screen.line(format!("{} {id}", format!("{number}/{total}").dimmed()));
        }
        VerifyEvent::Run { name } => session.screen.line(format!("  {}", name.dimmed())),
        VerifyEvent::Book => session.screen.line(session.locale.t("author-looks-at-book")),
        VerifyEvent::Found(finding) => show(session, finding),
    }
}

fn show(session: &mut Session, finding: &Finding) {
    let mark = match finding.level {
        Level::Skipped => session.mark("·", "[ ]").dimmed(),
        Level::Warning => session.mark("!", "[?]").yellow(),
        Level::Error => session.mark("✗", "[!]").red().bold(),
    };
    let place = match finding.line {
        Some(line) => format!("{}:{line}", finding.file.display()),
        None => finding.file.display().to_string(),
    };
    let arguments: Vec<(&str, Value<'_>)> =
        finding.arguments.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
    session.screen.line(format!("  {mark} {}", place.bold()));
    let rule = session.text(finding.rule, &arguments);
    session.screen.prose(&rule, 4);
    if let Some(repair) = finding.repair {
        let repair = session.text(repair, &arguments);
        session.screen.prose(&repair, 4);
    }
}

fn sum(session: &mut Session, done: &Done) -> Exit {
    let count = |level: Level| done.findings.iter().filter(|finding| finding.level == level).count();
    let sum = [
        ("written", done.written.len().into()),
        ("errors", count(Level::Error).into()),
        ("warnings", count(Level::Warning).into()),
        ("skipped", count(Level::Skipped).into()),
    ];
    session.say("author-sum", &sum);
    Exit::passed_if(done.is_clean())
}
