//! What can be wrong with a mentor text: typed, with file and line. The sentences are in `locale`.

use std::fmt;
use std::path::PathBuf;

/// A mentor text that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {problem}", file.display())]
pub struct MentorError {
    /// The file.
    pub file: PathBuf,
    /// From 1; 1 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong with it.
    pub problem: MentorProblem,
}

/// One variant for each thing the author does about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant has its doc; its fields are what it names")]
pub enum MentorProblem {
    /// Write the file, or make it readable.
    CannotRead { reason: String },
    /// Save it as UTF-8.
    NotUtf8,
    /// Put the text under a heading.
    TextOutside,
    /// Merge the two headings.
    Duplicate { heading: String },
    /// Spell the heading like one of the known ones.
    UnknownHeading { heading: String },
    /// Write the part.
    MissingPart { section: String, part: String },
    /// A question of the quiz needs a text, two options or more, exactly one right, and an explanation.
    QuizShape { question: String },
    /// A change starts with the step it explains: - `step`: why.
    ChangeShape { step: String },
    /// A question asks once.
    QuestionMarks { section: String, found: usize },
    /// Only the part `question` asks; the others state or order.
    AsksElsewhere { section: String, part: String },
    /// Fact, analogy, question and next step together are 40 to 120 words.
    Length { section: String, words: usize },
    /// The name of a cause fits on a line of a menu.
    LongName { section: String, found: usize },
}

impl MentorProblem {
    /// The key of its sentence in the locale files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::CannotRead { .. } => "mentor-cannot-read",
            Self::NotUtf8 => "mentor-not-utf8",
            Self::TextOutside => "mentor-text-outside",
            Self::Duplicate { .. } => "mentor-duplicate",
            Self::UnknownHeading { .. } => "mentor-unknown-heading",
            Self::MissingPart { .. } => "mentor-missing-part",
            Self::QuizShape { .. } => "mentor-quiz-shape",
            Self::ChangeShape { .. } => "mentor-change-shape",
            Self::QuestionMarks { .. } => "mentor-question-marks",
            Self::AsksElsewhere { .. } => "mentor-asks-elsewhere",
            Self::Length { .. } => "mentor-length",
            Self::LongName { .. } => "mentor-long-name",
        }
    }

    /// What the sentence is about: names of its variables and their values.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotUtf8 | Self::TextOutside => Vec::new(),
            Self::CannotRead { reason } => vec![("reason", reason.clone())],
            Self::Duplicate { heading } | Self::UnknownHeading { heading } => {
                vec![("heading", heading.clone())]
            }
            Self::MissingPart { section, part } | Self::AsksElsewhere { section, part } => {
                vec![("section", section.clone()), ("part", part.clone())]
            }
            Self::QuizShape { question } => vec![("question", question.clone())],
            Self::ChangeShape { step } => vec![("step", step.clone())],
            Self::QuestionMarks { section, found } | Self::LongName { section, found } => {
                vec![("section", section.clone()), ("found", found.to_string())]
            }
            Self::Length { section, words } => {
                vec![("section", section.clone()), ("words", words.to_string())]
            }
        }
    }
}

/// For logs and tests; people read the sentence of their language.
impl fmt::Display for MentorProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key().trim_start_matches("mentor-"))?;
        for (name, value) in self.arguments() {
            write!(f, ", {name} `{value}`")?;
        }
        Ok(())
    }
}
