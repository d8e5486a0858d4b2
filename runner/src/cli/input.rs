//! Where answers come from: a person at a terminal, lines of a pipe, or nowhere.

use std::io::{self, BufRead, IsTerminal};

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};

use super::complete::Completion;

/// One line that was read, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    Line(String),
    /// Ctrl-C: drop this line.
    Dropped,
    /// Ctrl-D, or the pipe is empty.
    End,
}

pub enum Input {
    Terminal(Box<Editor<Completion, FileHistory>>),
    Pipe,
}

impl Input {
    /// Standard input as it is. `completion` serves a person; a pipe has no use for it.
    pub fn standard(completion: Completion, colour: bool) -> Self {
        if !io::stdin().is_terminal() {
            return Input::Pipe;
        }
        let mode = if colour { ColorMode::Enabled } else { ColorMode::Disabled };
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .color_mode(mode)
            .auto_add_history(false)
            .max_history_size(1_000)
            .expect("a thousand lines are not too many")
            .build();
        match Editor::with_config(config) {
            Ok(mut editor) => {
                editor.set_helper(Some(completion));
                Input::Terminal(Box::new(editor))
            }
            Err(_) => Input::Pipe,
        }
    }

    pub fn is_terminal(&self) -> bool {
        matches!(self, Input::Terminal(_))
    }

    /// While answers are typed, verbs are neither completed nor coloured.
    pub fn silence(&mut self, silent: bool) {
        if let Input::Terminal(editor) = self
            && let Some(completion) = editor.helper_mut()
        {
            completion.silent = silent;
        }
    }

    /// Reads one line. The prompt is for people only.
    pub fn read(&mut self, prompt: &str) -> Read {
        match self {
            Input::Terminal(editor) => match editor.readline(prompt) {
                Ok(line) => Read::Line(line),
                Err(ReadlineError::Interrupted) => Read::Dropped,
                Err(_) => Read::End,
            },
            Input::Pipe => {
                let mut line = Vec::new();
                match io::stdin().lock().read_until(b'\n', &mut line) {
                    Ok(0) | Err(_) => Read::End,
                    Ok(_) => {
                        let text = String::from_utf8_lossy(&line);
                        Read::Line(
                            text.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}').to_owned(),
                        )
                    }
                }
            }
        }
    }
}
