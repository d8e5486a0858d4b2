//! What every verb works with: the course, the learner's progress, a page to print on, and somebody to ask.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::complaint::Complaint;
use super::exit::Exit;
use super::input::{Input, Read};
use super::screen::{Look, Screen};
use crate::check::Verdict;
use crate::course::{Course, Exercise, Language};
use crate::locale::{Locale, Value};
use crate::mentor::{self, MentorTexts};
use crate::progress::{Entry, ExerciseState, Progress, What};

/// How a verb ends.
pub type Outcome = Result<Exit, Complaint>;

/// Who types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A person at the prompt.
    Prompt,
    /// Lines of a pipe.
    Pipe,
    /// The words of a sub-command.
    Command,
}

pub struct Session {
    pub course: Rc<Course>,
    pub progress: Progress,
    pub locale: Locale,
    pub screen: Screen,
    pub input: Input,
    pub way: Way,
    /// Whether `--lang` or the environment decides the language, above what `lang` stores.
    pub fixed_language: Option<Language>,
}

impl Session {
    pub fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    pub fn text(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.locale.text(key, args)
    }

    pub fn language(&self) -> Language {
        self.locale.language()
    }

    /// Prints a sentence, wrapped.
    pub fn say(&mut self, key: &str, args: &[(&str, Value<'_>)]) {
        let sentence = self.locale.text(key, args);
        self.screen.prose(&sentence, 0);
    }

    /// A mark of this session: the first where drawings are welcome, the second in ASCII.
    pub fn mark<'a>(&self, drawn: &'a str, ascii: &'a str) -> &'a str {
        if self.screen.look() == Look::Plain { ascii } else { drawn }
    }

    /// The exercise that `id` names, else the current one.
    pub fn exercise(&self, id: Option<&str>) -> Result<Exercise, Complaint> {
        match id {
            Some(id) => {
                let known: Vec<&str> = self.course.exercises().map(|e| e.id.as_str()).collect();
                self.course.exercise(id).cloned().ok_or_else(|| Complaint::unknown_exercise(id, &known))
            }
            None => self.current().ok_or_else(|| Complaint::of("no-exercise", &[])),
        }
    }

    /// The exercise opened or checked last, else the first that has not passed, else the first.
    pub fn current(&self) -> Option<Exercise> {
        let last = self.progress.current().and_then(|id| self.course.exercise(&id).cloned());
        last.or_else(|| self.next_unfinished()).or_else(|| self.course.exercises().next().cloned())
    }

    /// A command for an exercise; the id is left out where it would be understood without.
    pub fn command_for(&self, verb: &str, exercise: &Exercise) -> String {
        match self.current() {
            Some(current) if current.id == exercise.id => verb.to_owned(),
            _ => format!("{verb} {}", exercise.id),
        }
    }

    /// The first exercise of the course that has not passed.
    pub fn next_unfinished(&self) -> Option<Exercise> {
        self.course.exercises().find(|exercise| !self.state(exercise).passed).cloned()
    }

    pub fn state(&self, exercise: &Exercise) -> ExerciseState {
        self.progress.state(&exercise.id)
    }

    /// How many exercises have passed.
    pub fn passed(&self) -> usize {
        self.course.exercises().filter(|exercise| self.state(exercise).passed).count()
    }

    pub fn record(&mut self, what: What) -> Result<(), Complaint> {
        Ok(self.progress.record(Entry::now(what))?)
    }

    /// Makes an exercise the current one, and remembers it.
    pub fn set_current(&mut self, exercise: &Exercise) -> Result<(), Complaint> {
        let state = self.state(exercise);
        if self.progress.current().as_deref() == Some(exercise.id.as_str()) && state.opened {
            return Ok(());
        }
        self.record(What::Opened { exercise: exercise.id.clone() })
    }

    /// The mentor's texts for an exercise. A broken file is complained about by whoever needs it.
    pub fn texts(&self, exercise: &Exercise) -> Result<MentorTexts, Complaint> {
        Ok(mentor::texts(exercise, self.language())?)
    }

    /// The learner's editable files as text, missing ones left out.
    pub fn files(&self, exercise: &Exercise) -> Result<crate::course::cut::Files, Complaint> {
        let mut files = crate::course::cut::Files::new();
        for file in &exercise.edit {
            let path = exercise.dir.join(file);
            match std::fs::read_to_string(&path) {
                Ok(text) => drop(files.insert(file.clone(), text)),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(Complaint::io(&error, &path)),
            }
        }
        Ok(files)
    }

    /// A path as it is shown: from the root of the course.
    pub fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.course.root).unwrap_or(path).to_owned()
    }

    /// Asks for one line. `None` when nobody answers.
    pub fn ask(&mut self) -> Option<String> {
        let prompt = if self.screen.plain() { "> " } else { "› " };
        self.input.silence(true);
        let read = self.input.read(prompt);
        self.input.silence(self.way != Way::Prompt);
        match read {
            Read::Line(line) => Some(line.trim().to_owned()),
            Read::Dropped | Read::End => None,
        }
    }

    /// The command to offer next, as the learner would type it.
    pub fn offer(&mut self, key: &str, command: &str) {
        let mark = self.mark("→", "->").to_owned();
        let typed = match self.way {
            Way::Command => format!("cargo run -q -- {command}"),
            Way::Prompt | Way::Pipe => command.to_owned(),
        };
        let sentence = self.text(key, &[("command", format!("`{typed}`").into())]);
        self.screen.blank();
        self.screen.prose(&format!("{mark} {sentence}"), 0);
    }
}

/// How far an exercise is.
pub struct Standing {
    pub passed: usize,
    pub total: usize,
    pub kind: StandingKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingKind {
    New,
    Started,
    Passed,
}

impl Standing {
    pub fn of(exercise: &Exercise, state: &ExerciseState) -> Self {
        let total = exercise.steps.len();
        let last = state.last.as_ref();
        let passed_steps = |last: &crate::progress::LastCheck| {
            exercise.steps.iter().filter(|step| last.passed.contains(&step.id)).count()
        };
        let passed = if state.passed { total } else { last.map_or(0, passed_steps) };
        let tried = last.is_some_and(|last| last.verdict != Verdict::Untouched) || state.explained.is_some();
        let kind = match (state.passed, tried) {
            (true, _) => StandingKind::Passed,
            (false, true) => StandingKind::Started,
            (false, false) => StandingKind::New,
        };
        Self { passed, total, kind }
    }

    /// `new`, `started`, `passed`: for JSON.
    pub fn name(&self) -> &'static str {
        match self.kind {
            StandingKind::New => "new",
            StandingKind::Started => "started",
            StandingKind::Passed => "passed",
        }
    }
}
