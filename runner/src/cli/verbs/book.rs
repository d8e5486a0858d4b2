//! `book`: builds both languages and serves them. The book is a crate of its own, built when it is first opened, so
//! that the first prompt need not wait for it.

use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::cli::args::BookAction;
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::interrupt::Child;
use crate::cli::session::{Outcome, Session};

/// How often we look whether the book has ended.
const LOOK: Duration = Duration::from_millis(50);

pub fn run(session: &mut Session, action: Option<BookAction>, port: Option<u16>) -> Outcome {
    let action = action.unwrap_or(BookAction::Serve);
    let root = session.course.root.clone();
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    if !root.join(target).join("debug/workbook-book").exists() {
        session.say("book-first", &[]);
    }
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "-q", "-p", "workbook-book", "--"]).current_dir(&root);
    command.arg(match action {
        BookAction::Serve => "serve",
        BookAction::Build => "build",
        BookAction::Verify => "verify",
    });
    if let Some(port) = port.filter(|_| action == BookAction::Serve) {
        command.args(["--port", &port.to_string()]);
    }
    command.args(["--lang", session.language().code()]);
    let child = Child::start(&mut command).map_err(|_| Complaint::of("no-cargo", &[]))?;
    loop {
        if let Some(status) = child.ended() {
            return match (status.code(), action) {
                (Some(0), _) => Ok(Exit::Passed),
                // Ctrl-C is how one leaves the server.
                (None | Some(130), BookAction::Serve) => Ok(Exit::Passed),
                (Some(1), _) => Ok(Exit::NotPassed),
                _ => Err(Complaint::of("book-failed", &[])),
            };
        }
        sleep(LOOK);
    }
}
