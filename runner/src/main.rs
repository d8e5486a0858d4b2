//! `workbook`: the prompt, every verb as a sub-command, and commands from a pipe.

use std::process::ExitCode;

fn main() -> ExitCode {
    workbook::cli::main()
}
