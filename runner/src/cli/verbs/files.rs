//! `reset` and `undo`: back to the start, and back again. Nothing is lost on either way.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::cli::exit::Exit;
use crate::cli::session::{Outcome, Session};
use crate::course::cut;
use crate::progress::{What, snapshots};

/// Puts the starter back, after a snapshot.
pub fn reset(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let files: BTreeMap<_, _> =
        cut::starter(&exercise)?.into_iter().map(|(file, text)| (file, text.into_bytes())).collect();
    let is_there = |(file, bytes): (&PathBuf, &Vec<u8>)| {
        fs::read(exercise.dir.join(file)).is_ok_and(|there| there == *bytes)
    };
    if files.iter().all(is_there) {
        session.say("reset-untouched", &[("id", exercise.id.as_str().into())]);
        return Ok(Exit::Passed);
    }
    if session.input.is_terminal() {
        session.say("reset-ask", &[("id", exercise.id.as_str().into())]);
        let yes = session
            .ask()
            .is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes" | "д" | "да"));
        if !yes {
            session.say("reset-kept", &[]);
            return Ok(Exit::Passed);
        }
    }
    snapshots::replace(&session.course.root, &exercise, &files, "reset")?;
    session.record(What::Reset { exercise: exercise.id.clone() })?;
    session.say("reset-done", &[("id", exercise.id.as_str().into())]);
    session.offer("offer-undo", &session.command_for("undo", &exercise));
    Ok(Exit::Passed)
}

/// Brings the last snapshot back. An undo can be undone.
pub fn undo(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    match snapshots::undo(&session.course.root, &exercise)? {
        Some(_) => {
            session.record(What::Undone { exercise: exercise.id.clone() })?;
            session.say("undo-done", &[("id", exercise.id.as_str().into())]);
            session.offer("offer-diff", &session.command_for("diff", &exercise));
        }
        None => session.say("undo-nothing", &[("id", exercise.id.as_str().into())]),
    }
    Ok(Exit::Passed)
}
