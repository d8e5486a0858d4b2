//! `diff`: what the learner changed since the start; and how hunks are drawn, for the solution too.

use std::path::Path;

use colored::Colorize;

use crate::cli::exit::Exit;
use crate::cli::session::{Outcome, Session};
use crate::course::{Exercise, cut};
use crate::mentor::{self, Change, Hunk};

pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let theirs = session.files(&exercise)?;
    let mut start = cut::starter(&exercise)?;
    start.retain(|file, _| exercise.edit.contains(file));
    let changes = mentor::phase2(&start, &theirs, &cut::Files::new());
    let gone: Vec<_> = exercise.edit.iter().filter(|file| !theirs.contains_key(*file)).collect();
    for missing in &gone {
        file(session, &exercise, missing);
        session.say("diff-gone", &[]);
    }
    if changes.is_empty() && gone.is_empty() {
        session.say("diff-nothing", &[("id", exercise.id.as_str().into())]);
        return Ok(Exit::Passed);
    }
    for changed in &changes {
        file(session, &exercise, &changed.file);
        for one in &changed.hunks {
            hunk(session, one);
        }
    }
    Ok(Exit::Passed)
}

pub(super) fn file(session: &mut Session, exercise: &Exercise, file: &Path) {
    let path = exercise.dir.join(file);
    let shown = session.shown(&path).display().to_string();
    session.screen.blank();
    let link = session.screen.path(&shown, &path);
    session.screen.line(link.bold().to_string());
}

pub(super) fn hunk(session: &mut Session, hunk: &Hunk) {
    let place = session.text("diff-line", &[("line", hunk.was_line.into())]);
    session.screen.line(format!("  {}", place.dimmed()));
    for (change, line) in &hunk.lines {
        let line = match change {
            Change::Was => format!("- {line}").red().to_string(),
            Change::Now => format!("+ {line}").green().to_string(),
            Change::Same => format!("  {line}").dimmed().to_string(),
        };
        session.screen.line(format!("  {line}"));
    }
}
