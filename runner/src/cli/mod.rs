//! Verbs: one implementation for the prompt, for sub-commands and for a pipe.
//!
//! A line is understood by `args`, carried out by `verbs` on a `Session`, printed on a
//! `Screen`. What cannot be carried out is a `Complaint`: one line, exit
//! code 2. No other module prints.
//!
//! Reading order: `args`, `table`, `session`, `verbs`, `repl`, `pipe`, `screen`, `markdown`.

mod args;
mod complaint;
mod complete;
mod exit;
mod input;
mod interrupt;
mod markdown;
mod nearest;
mod pipe;
mod repl;
mod screen;
mod session;
mod start;
mod table;
mod verbs;
mod words;

use std::process::ExitCode;

/// Runs the workbook: the prompt, a sub-command, or commands from a pipe.
#[must_use]
pub fn main() -> ExitCode {
    let words: Vec<String> =
        std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    start::run(&words).into()
}
