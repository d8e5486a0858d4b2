//! The prompt: a short welcome, then one line after the other until Ctrl-D or `quit`.

use std::path::PathBuf;

use colored::Colorize;

use super::complaint::Complaint;
use super::exit::Exit;
use super::input::{Input, Read};
use super::session::Session;
use super::verbs;

pub fn run(session: &mut Session) -> Exit {
    let history = history(session);
    if let Input::Terminal(editor) = &mut session.input {
        // No history yet is no fault.
        let _ = editor.load_history(&history);
    }
    verbs::welcome(session);
    loop {
        let prompt = prompt(session);
        match session.input.read(&prompt) {
            Read::Line(line) if line.trim().is_empty() => {}
            Read::Line(line) => {
                remember(session, &line);
                session.screen.measure();
                match verbs::run_line(session, &line) {
                    Ok(Some(_)) => {}
                    Ok(None) => break,
                    Err(complaint) => {
                        if complaint == Complaint::cancelled() {
                            session.screen.blank(); // the terminal has written ^C on the line
                        }
                        let sentence = complaint.say(&session.locale, &session.course.root);
                        session.screen.prose(&sentence, 0);
                    }
                }
                session.screen.blank();
            }
            Read::Dropped => session.say("prompt-dropped", &[]),
            Read::End => break,
        }
        if session.screen.closed() {
            break;
        }
    }
    keep(session, &history);
    session.say("goodbye", &[]);
    Exit::Passed
}

/// The current exercise, so that the learner sees where a verb without an id goes.
fn prompt(session: &Session) -> String {
    let place = session.current().map_or("workbook".to_owned(), |exercise| exercise.id);
    match session.screen.plain() {
        true => format!("{place}> "),
        false => format!("{} {} ", place.bold(), "›".cyan()),
    }
}

fn remember(session: &mut Session, line: &str) {
    if let Input::Terminal(editor) = &mut session.input {
        let _ = editor.add_history_entry(line.trim());
    }
}

fn keep(session: &mut Session, history: &PathBuf) {
    if let (Input::Terminal(editor), Some(folder)) = (&mut session.input, history.parent()) {
        // A history that cannot be kept is not worth a word at the door.
        let _ = std::fs::create_dir_all(folder).map(|()| editor.save_history(history));
    }
}

fn history(session: &Session) -> PathBuf {
    session.course.root.join(".workbook/history")
}
