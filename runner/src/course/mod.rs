//! What there is: chapters, exercises, steps, the causes a mentor can speak about.
//!
//! The order of the course stands in `exercises/course.toml`, one exercise in its `exercise.toml`. Everything is
//! read when the runner starts and is immutable from then on.

pub mod cut;
mod document;
mod error;
mod load;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};

pub use error::{CourseError, Problem};
pub use load::find_root;
use serde::{Deserialize, Serialize};

/// One of the two languages of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Language {
    /// Both, in the order in which they are shown.
    pub const ALL: [Language; 2] = [Language::En, Language::Ru];

    /// `en` or `ru`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Ru => "ru",
        }
    }

    /// The language with this code, or the one a POSIX locale (`ru_RU.UTF-8`) asks for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let language = code.split(['_', '-', '.', '@']).next()?;
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(language))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A short text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
        }
    }
}

/// The whole course.
#[derive(Clone, Debug)]
pub struct Course {
    /// The folder with `exercises/`, `solutions/` and `book/`.
    pub root: PathBuf,
    /// Chapters in order.
    pub chapters: Vec<Chapter>,
}

/// One chapter: a folder of exercises and a part of the book.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// From 1.
    pub number: u32,
    /// `processes`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Exercises in order.
    pub exercises: Vec<Exercise>,
}

/// What a learner does in an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Fill in.
    Build,
    /// Find what is wrong in given code.
    Fix,
    /// Write down the transcript before running it.
    Predict,
    /// Take a figure and write it in the notebook.
    Measure,
}

impl Kind {
    /// `build`: as `exercise.toml` spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Build => "build",
            Kind::Fix => "fix",
            Kind::Predict => "predict",
            Kind::Measure => "measure",
        }
    }
}

/// One exercise: a crate with steps.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// `mailbox`: unique in the course, the name of the solution's package.
    pub id: String,
    /// `02_processes`.
    pub chapter_folder: String,
    /// What the learner does.
    pub kind: Kind,
    /// How long it takes.
    pub minutes: u32,
    /// Its title.
    pub title: Text,
    /// The exercise's crate.
    pub dir: PathBuf,
    /// The solution's crate.
    pub solution_dir: PathBuf,
    /// Files the learner edits, relative to `dir`, in the order in which they are opened.
    pub edit: Vec<PathBuf>,
    /// The cause an untouched starter fails with when it is run.
    pub starter: String,
    /// Memory a check may use, in MiB.
    pub memory_mb: u64,
    /// Seconds one step may take.
    pub step_seconds: u64,
    /// Steps in order; a step is locked until those before it pass.
    pub steps: Vec<Step>,
    /// Causes of this exercise, in the order in which the gate offers them.
    pub causes: Vec<Cause>,
    /// Pictures of the solution's runs, for the book.
    pub pictures: Vec<Picture>,
}

impl Exercise {
    /// The package of the learner's crate: `mailbox-exercise`.
    #[must_use]
    pub fn package(&self) -> String {
        format!("{}-exercise", self.id)
    }

    /// The example that is its lab, where it has one: `lab_mailbox`. Programs of one target folder have one name each.
    #[must_use]
    pub fn lab_name(&self) -> String {
        format!("lab_{}", self.id)
    }
}

/// One step of an exercise.
#[derive(Clone, Debug)]
pub struct Step {
    /// `take`: the module of the checks and the name of the cut in the solution.
    pub id: String,
    /// The concept it trains, for review.
    pub concept: String,
    /// What the learner does in it.
    pub title: Text,
    /// Checks by their full name: `take::oldest_match_leaves`.
    pub checks: Vec<String>,
}

/// One way to be wrong, with the lines of the learner's code it usually sits in.
#[derive(Clone, Debug)]
pub struct Cause {
    /// `drops_unmatched`.
    pub id: String,
    /// Regular expressions tried in order on the editable files; the first hit is the line the mentor points at.
    pub at: Vec<String>,
}

/// A picture for the book: the trace of one check of the solution, drawn into `traces/NAME.svg`.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Name of the file, without folder and ending.
    pub name: String,
    /// The check by its full name.
    pub check: String,
    /// The run to draw; the first one of the check where it is not said.
    pub seed: Option<u64>,
    /// The picture begins with the first event whose sentence contains this text.
    pub from: Option<String>,
    /// It ends with the next event whose sentence contains this text.
    pub until: Option<String>,
    /// What is left out: kinds of events, as the trace names them (`link`, `monitor`, `name`, …), and the events of
    /// processes, by their labels (`check` is the check itself).
    pub hide: Vec<String>,
}

impl Course {
    /// Reads the course below `root`.
    ///
    /// # Errors
    /// The file, the line and what is wrong there.
    pub fn load(root: &Path) -> Result<Self, CourseError> {
        load::course(root)
    }

    /// Reads one exercise, whether `course.toml` lists it or not.
    ///
    /// # Errors
    /// The file, the line and what is wrong there.
    pub fn read_exercise(root: &Path, chapter_folder: &str, id: &str) -> Result<Exercise, CourseError> {
        load::exercise(root, chapter_folder, id)
    }

    /// Every exercise, in the order in which they are met.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.chapters.iter().flat_map(|chapter| &chapter.exercises)
    }

    /// The exercise with this id.
    #[must_use]
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises().find(|exercise| exercise.id == id)
    }
}
