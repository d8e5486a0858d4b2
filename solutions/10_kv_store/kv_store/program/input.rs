//! Where lines come from: a person at a terminal, a pipe, a file. A thread of its own reads, because reading blocks.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::thread;

use kv_store::command::NAMES;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Editor, Helper};
use tokio::sync::mpsc;

use crate::options::{Lang, Options};

/// Where lines come from.
pub enum Source {
    Terminal,
    Lines(Box<dyn BufRead + Send>),
}

impl Source {
    /// The script, the pipe or the terminal; an error is one line.
    pub fn open(options: &Options) -> Result<Self, String> {
        match &options.script {
            Some(path) => match File::open(path) {
                Ok(file) => Ok(Self::Lines(Box::new(BufReader::new(file)))),
                Err(error) => Err(match options.lang {
                    Lang::En => format!("cannot read the script {}: {error}", path.display()),
                    Lang::Ru => format!("сценарий {} не читается: {error}", path.display()),
                }),
            },
            None if std::io::stdin().is_terminal() => Ok(Self::Terminal),
            None => Ok(Self::Lines(Box::new(BufReader::new(std::io::stdin())))),
        }
    }
}

/// Lines, one after the other. The next one is read when the last one has been dealt with.
pub struct Input {
    lines: mpsc::Receiver<String>,
    /// Tells the reader that it may go on.
    more: std::sync::mpsc::Sender<()>,
    terminal: bool,
}

impl Input {
    pub fn begin(source: Source, options: &Options) -> Self {
        let (to, lines) = mpsc::channel(1);
        let (more, may_read) = std::sync::mpsc::channel();
        let terminal = matches!(source, Source::Terminal);
        let prompt = format!("{}> ", options.name);
        thread::spawn(move || match source {
            Source::Terminal => type_lines(&prompt, &to, &may_read),
            Source::Lines(reader) => {
                for line in reader.split(b'\n') {
                    let Ok(line) = line else { return };
                    let line = String::from_utf8_lossy(&line).into_owned();
                    if may_read.recv().is_err() || to.blocking_send(line).is_err() {
                        return;
                    }
                }
            }
        });
        Self { lines, more, terminal }
    }

    pub async fn next(&mut self) -> Option<String> {
        let _ = self.more.send(()); // a reader at its end is gone
        self.lines.recv().await
    }

    pub fn is_terminal(&self) -> bool {
        self.terminal
    }
}

fn type_lines(prompt: &str, to: &mpsc::Sender<String>, may_read: &std::sync::mpsc::Receiver<()>) {
    let Ok(mut editor) = Editor::<Names, DefaultHistory>::new() else { return };
    editor.set_helper(Some(Names));
    while may_read.recv().is_ok() {
        match editor.readline(prompt) {
            Ok(line) => {
                let _ = editor.add_history_entry(&line);
                if to.blocking_send(line).is_err() {
                    return;
                }
            }
            Err(ReadlineError::Interrupted) => {
                if to.blocking_send(String::new()).is_err() {
                    return;
                }
            }
            Err(_) => return,
        }
    }
}

/// Completes the names of commands.
struct Names;

impl Completer for Names {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = &line[..at];
        let start = typed.rfind(' ').map_or(0, |space| space + 1);
        let (before, word) = typed.split_at(start);
        if !matches!(before.trim(), "" | "help") {
            return Ok((at, Vec::new()));
        }
        let fits = NAMES.into_iter().filter(|name| name.starts_with(word));
        let pair = |name: &str| Pair { display: name.to_owned(), replacement: format!("{name} ") };
        Ok((start, fits.map(pair).collect()))
    }
}

impl Hinter for Names {
    type Hint = String;
}
impl Highlighter for Names {}
impl Validator for Names {}
impl Helper for Names {}
