//! The program `kv`: one node of the store, with a prompt.
//!
//! ```text
//! cargo run -p kv_store -- --name a@127.0.0.1 --cookie secret
//! cargo run -p kv_store -- --name b@127.0.0.1 --cookie secret --join a@127.0.0.1
//! ```
//!
//! Exit codes: 0; 1 if a command of a pipe or a script was refused or not answered, or the copy of this node broke;
//! 2 if the node did not start.
//!
//! Reading order: `options`, `start` (a node that belongs to a store), `session` (a command is carried out), `show`
//! (as text or JSON), `input` (from a terminal, a pipe or a file), `texts` (both languages).

mod input;
mod options;
mod session;
mod show;
mod start;
mod texts;

use std::process::ExitCode;

use clap::Parser;

use input::{Input, Source};
use options::Options;
use session::{Outcome, Session};

fn main() -> ExitCode {
    let options = Options::parse();
    let source = match Source::open(&options) {
        Ok(source) => source,
        Err(line) => return refused(&line),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime needs nothing that could be missing");
    runtime.block_on(async {
        match start::start(&options).await {
            Ok(session) => serve(session, Input::begin(source, &options)).await,
            Err(line) => refused(&line),
        }
    })
}

/// Carries out one line after the other.
async fn serve(session: Session, mut input: Input) -> ExitCode {
    let (mut session, mut all_done) = (session, true);
    loop {
        let line = tokio::select! {
            biased;
            () = session.broken() => return session.tell_the_end(),
            line = input.next() => line,
        };
        let Some(line) = line else { break };
        let outcome = session.line(&line).await;
        all_done &= outcome != Outcome::Refused;
        if outcome == Outcome::Quit {
            break;
        }
    }
    session.stop();
    if all_done || input.is_terminal() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn refused(line: &str) -> ExitCode {
    eprintln!("{line}");
    ExitCode::from(2)
}
