//! Commands from a pipe: one per line, without decoration. Comments and empty lines are skipped; the exit code is the
//! worst of the commands.

use super::exit::Exit;
use super::input::Read;
use super::session::Session;
use super::start::complain;
use super::verbs;

pub fn run(session: &mut Session) -> Exit {
    let mut worst = Exit::Passed;
    let mut first = true;
    while let Read::Line(line) = session.input.read("") {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        // Programs read line by line; people want to see where an answer begins.
        if !std::mem::take(&mut first) && !line.contains("json") {
            session.screen.blank();
        }
        match verbs::run_line(session, &line) {
            Ok(Some(exit)) => worst = worst.max(exit),
            Ok(None) => break,
            Err(complaint) => worst = worst.max(complain(&complaint, &session.locale, &session.course.root)),
        }
        if session.screen.closed() {
            break;
        }
    }
    worst
}
