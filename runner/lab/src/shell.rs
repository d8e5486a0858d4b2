//! Reads lines from a person or a pipe, hands them to the thread of the processes, and prints what comes back.

use std::io::{self, BufRead, IsTerminal, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use colored::Colorize;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::command;
use crate::conduct::{Answer, Conductor, Typed};
use crate::page::{Language, Look, Page, wrap};
use crate::setup::Lab;
use crate::stage::Stage;
use crate::words::Words;

/// How often the thread of the processes shows that it lives, and after which silence it is lost.
const BEAT: Duration = Duration::from_millis(100);
const LOST: Duration = Duration::from_secs(4);
/// How long the processes may take to go when the lab closes.
const CLOSING: Duration = Duration::from_secs(1);

/// What the command line says.
#[derive(Default)]
struct Options {
    page: Page,
    /// How wide the first answer is; from then on the terminal is asked.
    columns: Option<usize>,
    history: Option<PathBuf>,
}

/// Opens a lab and serves it until `quit` or the end of the input. `id` is the exercise.
///
/// Exit code: 0, or 1 when the learner's code is not there yet; from a pipe also 2, when a line was not understood.
pub fn run<F>(id: &'static str, open: impl Fn(Stage) -> F + Send + 'static) -> ExitCode
where
    F: Future<Output = Option<Lab>> + 'static,
{
    let options = Options::read();
    colored::control::set_override(options.page.look == Look::Rich);
    let stage = Stage::of(options.page.language);
    note_panics(&stage);
    let (lines, typed) = unbounded_channel();
    let (say, answers) = channel();
    let beats = Arc::new(AtomicU64::new(0));
    let heart = Arc::clone(&beats);
    let first = options.page.measured(options.columns);
    let processes = thread::Builder::new().name("processes".to_owned()).spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let runtime = runtime.expect("a current-thread runtime needs nothing that could be missing");
        let open = Rc::new(move |stage: Stage| -> std::pin::Pin<Box<dyn Future<Output = Option<Lab>>>> {
            Box::pin(open(stage))
        });
        runtime.block_on(async {
            tokio::spawn(beat(heart));
            let (conductor, opened) = Conductor::open(id, open, stage, &first).await;
            let _ = say.send(opened);
            if let Some(conductor) = conductor {
                serve(conductor, typed, &say).await;
            }
        });
        runtime.shutdown_timeout(CLOSING);
    });
    let thread = processes.expect("a thread can be started");
    let shell = Shell::new(id, options, lines, answers, beats);
    match shell.serve() {
        End::Left(code) => {
            let _ = thread.join(); // whatever it panicked with has been said
            ExitCode::from(code)
        }
        End::Lost => ExitCode::from(1), // that thread never comes back: it ends with the program
    }
}

/// Shows that the thread is there.
async fn beat(heart: Arc<AtomicU64>) {
    loop {
        heart.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(BEAT).await;
    }
}

/// Carries out lines until somebody leaves.
async fn serve(mut conductor: Conductor, mut typed: UnboundedReceiver<(String, Page)>, say: &Sender<Answer>) {
    while let Some((line, page)) = typed.recv().await {
        let answer = conductor.line(&line, &page).await;
        let ends = answer.ends;
        if say.send(answer).is_err() || ends {
            return;
        }
    }
}

/// A panic in a process is for the log and for a friendly line, not for the terminal.
fn note_panics(stage: &Stage) {
    let record = Arc::clone(&stage.record);
    panic::set_hook(Box::new(move |info| {
        let message = info.payload_as_str().unwrap_or("a value that is no text").to_owned();
        let (file, line) = info.location().map_or(("", 0), |at| (at.file(), at.line()));
        record.panic(message, file, line);
    }));
}

impl Options {
    /// `--lang ru --look plain --columns 80 --history FILE`, as the workbook passes them on. Anything else is not ours.
    fn read() -> Self {
        let terminal =
            io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
        let mut options = Self::default();
        options.page.look = if terminal { Look::Rich } else { Look::Still };
        let mut words = std::env::args().skip(1);
        while let (Some(option), Some(value)) = (words.next(), words.next()) {
            match (option.as_str(), value.as_str()) {
                ("--lang", "ru") => options.page.language = Language::Ru,
                ("--look", "rich") => options.page.look = Look::Rich,
                ("--look", "still") => options.page.look = Look::Still,
                ("--look", "plain") => options.page.look = Look::Plain,
                ("--columns", columns) => options.columns = columns.parse().ok(),
                ("--history", file) => options.history = Some(PathBuf::from(file)),
                _ => {}
            }
        }
        options
    }
}

/// How a lab was left.
enum End {
    Left(u8),
    /// A process holds the thread for ever.
    Lost,
}

struct Shell {
    id: &'static str,
    page: Page,
    /// A person at a terminal; nobody on a pipe.
    editor: Option<Editor<Names, FileHistory>>,
    history: Option<PathBuf>,
    typed: Arc<Mutex<Typed>>,
    lines: UnboundedSender<(String, Page)>,
    answers: Receiver<Answer>,
    beats: Arc<AtomicU64>,
    /// The worst that happened, for the exit code.
    worst: u8,
    first: bool,
}

impl Shell {
    fn new(
        id: &'static str,
        options: Options,
        lines: UnboundedSender<(String, Page)>,
        answers: Receiver<Answer>,
        beats: Arc<AtomicU64>,
    ) -> Self {
        let Options { page, history, .. } = options;
        let typed = Arc::new(Mutex::new(Typed::default()));
        let editor = editor(&page, &typed, history.as_ref());
        Self { id, page, editor, history, typed, lines, answers, beats, worst: 0, first: true }
    }

    fn serve(mut self) -> End {
        self.measure();
        loop {
            let Some(answer) = self.wait() else {
                let stuck = Words(self.page.language).stuck();
                self.print(&wrap(stuck, self.page.width, 0));
                return End::Lost;
            };
            let ends = answer.ends;
            self.tell(answer);
            if ends {
                break;
            }
            let Some(line) = self.next() else { break };
            self.measure();
            if self.lines.send((line, self.page)).is_err() {
                break;
            }
        }
        if let (Some(editor), Some(history)) = (&mut self.editor, &self.history) {
            let _ = editor.save_history(history); // not worth a word at the door
            let goodbye = Words(self.page.language).goodbye().to_owned();
            self.print(&[goodbye]);
        }
        End::Left(self.worst)
    }

    fn measure(&mut self) {
        let terminal =
            self.editor.as_mut().and_then(Editor::dimensions).map(|(columns, _)| usize::from(columns));
        self.page = self.page.measured(terminal);
    }

    /// The next answer; `None` when the thread that should give it is lost.
    fn wait(&self) -> Option<Answer> {
        let mut seen = (self.beats.load(Ordering::Relaxed), Instant::now());
        loop {
            match self.answers.recv_timeout(BEAT) {
                Ok(answer) => return Some(answer),
                Err(RecvTimeoutError::Disconnected) => {
                    return Some(Answer { ends: true, ..Answer::default() });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let beats = self.beats.load(Ordering::Relaxed);
            if beats != seen.0 {
                seen = (beats, Instant::now());
            } else if seen.1.elapsed() > LOST {
                return None;
            }
        }
    }

    /// The next line that is not empty and no comment. `None`: nobody says anything more.
    fn next(&mut self) -> Option<String> {
        let prompt = match self.page.look {
            Look::Rich => format!("{} {} ", format!("lab {}", self.id).bold(), "›".cyan()),
            Look::Still => format!("lab {} › ", self.id),
            Look::Plain => format!("lab {}> ", self.id),
        };
        loop {
            let line = match &mut self.editor {
                Some(editor) => editor.readline(&prompt).ok()?,
                None => {
                    let mut line = Vec::new();
                    let read = io::stdin().lock().read_until(b'\n', &mut line).ok()?;
                    if read == 0 {
                        return None;
                    }
                    String::from_utf8_lossy(&line).trim_start_matches('\u{feff}').to_owned()
                }
            };
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(editor) = &mut self.editor {
                let _ = editor.add_history_entry(line);
            }
            return Some(line.to_owned());
        }
    }

    fn tell(&mut self, answer: Answer) {
        *self.typed.lock().unwrap_or_else(PoisonError::into_inner) = answer.typed;
        self.worst = self.worst.max(u8::from(answer.unfinished));
        // Programs read line by line; people want to see where an answer begins.
        let mut lines = answer.lines;
        if !std::mem::take(&mut self.first) && self.editor.is_none() && !lines.is_empty() {
            lines.insert(0, String::new());
        }
        if self.editor.is_some() && !answer.ends {
            lines.push(String::new());
        }
        if let Some(complaint) = answer.complaint {
            if self.editor.is_some() {
                lines.insert(0, complaint);
            } else {
                self.worst = 2;
                let _ = writeln!(io::stderr(), "{complaint}"); // nobody is left to tell when it is closed
            }
        }
        self.print(&lines);
    }

    /// A reader who has gone is no error.
    fn print(&self, lines: &[String]) {
        let mut text = lines.join("\n");
        if !lines.is_empty() {
            text.push('\n');
        }
        let mut out = io::stdout();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}

fn editor(
    page: &Page,
    typed: &Arc<Mutex<Typed>>,
    history: Option<&PathBuf>,
) -> Option<Editor<Names, FileHistory>> {
    if !io::stdin().is_terminal() {
        return None;
    }
    let colours = if page.look == Look::Rich { ColorMode::Enabled } else { ColorMode::Disabled };
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .color_mode(colours)
        .auto_add_history(false)
        .build();
    let mut editor = Editor::with_config(config).ok()?;
    editor.set_helper(Some(Names(Arc::clone(typed))));
    if let Some(history) = history {
        let _ = editor.load_history(history); // no history yet is no fault
    }
    Some(editor)
}

/// Completion: commands first, then names of processes.
struct Names(Arc<Mutex<Typed>>);

impl Completer for Names {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let start = line[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let word = &line[start..at];
        let typed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = line[..start].split_whitespace().count();
        let verb = line.split_whitespace().next().unwrap_or_default();
        let is_order = typed.verbs.iter().any(|known| known == verb);
        let takes_name = is_order || ["kill", "crash", "exit", "call", "cast"].contains(&verb);
        let known: Vec<String> = match before {
            0 => command::names().map(str::to_owned).chain(typed.verbs.clone()).collect(),
            _ if is_order => typed.names.clone(),
            1 if takes_name => typed.names.clone(),
            1 if line.starts_with("trace") => ["on", "off", "last"].map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        let found: Vec<String> = known.into_iter().filter(|name| name.starts_with(word)).collect();
        let only = found.len() == 1;
        let pair = |name: String| {
            let replacement = if only { format!("{name} ") } else { name.clone() };
            Pair { display: name, replacement }
        };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

impl Highlighter for Names {}
impl Hinter for Names {
    type Hint = String;
}
impl Validator for Names {}
impl Helper for Names {}
