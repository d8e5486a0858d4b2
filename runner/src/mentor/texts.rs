//! The mentor's words for one exercise in one language: `exercises/…/ID/mentor/{en,ru}.md`, over the words for
//! causes that every exercise has (`common/{en,ru}.md`, embedded).

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::parse::{self, Section};
use super::{MentorError, MentorProblem};
use crate::course::{Exercise, Language};

/// Everything the mentor can say about one exercise. A part that is not written is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentorTexts {
    /// What the exercise is about and why it matters.
    pub idea: String,
    /// Our explanation in two sentences, for comparison at the gate.
    pub ours: String,
    /// Causes by id, the common ones included.
    pub causes: BTreeMap<String, CauseText>,
    /// Why each step of the solution is as it is: step, reason.
    pub changes: Vec<(String, String)>,
    /// Symbols and keywords, explained.
    pub symbols: String,
    /// Common mistakes.
    pub mistakes: String,
    /// Two small challenges for after the solution.
    pub mini_challenges: Vec<String>,
    /// Two bonus challenges for after a pass.
    pub bonus: Vec<String>,
    /// Questions of the quiz.
    pub quiz: Vec<Question>,
    /// Where each section begins, for errors.
    pub lines: BTreeMap<String, usize>,
}

/// The words for one cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CauseText {
    /// The cause as a statement, on one line.
    pub name: String,
    /// How a run would show it.
    pub sign: String,
    /// What our run shows.
    pub fact: String,
    /// A comparison, and where it breaks.
    pub analogy: String,
    /// One question.
    pub question: String,
    /// One thing to do.
    pub next_step: String,
    /// Rung two.
    pub why: String,
    /// Rung three: small, and about something else.
    pub example: String,
}

impl CauseText {
    /// Every section by its heading, in the order in which they stand in the file.
    pub(crate) fn parts(&self) -> [(&'static str, &str); 8] {
        [
            ("name", &self.name),
            ("sign", &self.sign),
            ("fact", &self.fact),
            ("analogy", &self.analogy),
            ("question", &self.question),
            ("next step", &self.next_step),
            ("why", &self.why),
            ("example", &self.example),
        ]
    }
}

/// A question with options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// Index of the right option.
    pub right: usize,
    /// Why it is right.
    pub explanation: String,
}

const CAUSE_PARTS: [&str; 8] = ["name", "sign", "fact", "analogy", "question", "next step", "why", "example"];
const SOLUTION_PARTS: [&str; 5] = ["changes", "symbols", "mistakes", "mini-challenges", "bonus"];

/// Reads the texts of `exercise` in `language`, with the common causes below them.
///
/// # Errors
/// The file and the line where it is not what a mentor text looks like.
pub fn texts(exercise: &Exercise, language: Language) -> Result<MentorTexts, MentorError> {
    let file = exercise.dir.join("mentor").join(format!("{language}.md"));
    let error = |line, problem| MentorError { file: file.clone(), line, problem };
    let markdown = fs::read_to_string(&file).map_err(|e| match e.kind() {
        ErrorKind::InvalidData => error(1, MentorProblem::NotUtf8),
        _ => error(1, MentorProblem::CannotRead { reason: e.to_string() }),
    })?;
    let mut texts = from_markdown(&markdown).map_err(|(line, problem)| error(line, problem))?;
    for (id, cause) in common(language).causes {
        texts.causes.entry(id).or_insert(cause);
    }
    Ok(texts)
}

/// Causes that every exercise has: nothing written yet, a deadlock, a crash, an error of the compiler by its code.
///
/// # Panics
/// When the embedded file does not parse; a test keeps that from happening.
#[must_use]
pub fn common(language: Language) -> MentorTexts {
    let markdown = match language {
        Language::En => include_str!("common/en.md"),
        Language::Ru => include_str!("common/ru.md"),
    };
    from_markdown(markdown).unwrap_or_else(|(line, problem)| panic!("common/{language}.md:{line}: {problem}"))
}

/// Where the common texts stand in the course's checkout, for messages to authors.
#[must_use]
pub(super) fn common_file(language: Language) -> PathBuf {
    Path::new("runner/src/mentor/common").join(format!("{language}.md"))
}

fn from_markdown(markdown: &str) -> Result<MentorTexts, (usize, MentorProblem)> {
    let mut texts = MentorTexts::default();
    for section in parse::sections(markdown)? {
        texts.lines.insert(section.name.clone(), section.line);
        match section.name.as_str() {
            "task" => {
                known(&section, &["idea", "ours"])?;
                (texts.idea, texts.ours) = (section.part("idea"), section.part("ours"));
            }
            "solution" => solution(&mut texts, &section)?,
            "quiz" => texts.quiz = section.parts.iter().map(question).collect::<Result<_, _>>()?,
            _ => {
                known(&section, &CAUSE_PARTS)?;
                texts.causes.insert(section.name.clone(), cause(&section));
            }
        }
    }
    Ok(texts)
}

fn known(section: &Section, parts: &[&str]) -> Result<(), (usize, MentorProblem)> {
    match section.parts.iter().find(|part| !parts.contains(&part.name.as_str())) {
        Some(part) => Err((part.line, MentorProblem::UnknownHeading { heading: part.name.clone() })),
        None => Ok(()),
    }
}

fn cause(section: &Section) -> CauseText {
    CauseText {
        name: section.part("name"),
        sign: section.part("sign"),
        fact: section.part("fact"),
        analogy: section.part("analogy"),
        question: section.part("question"),
        next_step: section.part("next step"),
        why: section.part("why"),
        example: section.part("example"),
    }
}

fn solution(texts: &mut MentorTexts, section: &Section) -> Result<(), (usize, MentorProblem)> {
    known(section, &SOLUTION_PARTS)?;
    texts.symbols = section.part("symbols");
    texts.mistakes = section.part("mistakes");
    texts.mini_challenges = parse::items(&section.part("mini-challenges"));
    texts.bonus = parse::items(&section.part("bonus"));
    let line =
        section.parts.iter().find(|part| part.name == "changes").map_or(section.line, |part| part.line);
    for item in parse::items(&section.part("changes")) {
        let named = item.strip_prefix('`').and_then(|rest| rest.split_once("`:"));
        let (step, why) = named.ok_or_else(|| (line, MentorProblem::ChangeShape { step: item.clone() }))?;
        texts.changes.push((step.to_owned(), why.trim().to_owned()));
    }
    Ok(())
}

/// Text, `- [ ] option`, `- [x] option`, `> explanation`.
fn question(part: &parse::Part) -> Result<Question, (usize, MentorProblem)> {
    let mut question =
        Question { text: String::new(), options: Vec::new(), right: 0, explanation: String::new() };
    let mut right = Vec::new();
    let mut in_code = false;
    for line in part.text.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if let Some(option) = line.strip_prefix("- [ ] ").filter(|_| !in_code) {
            question.options.push(option.trim().to_owned());
        } else if let Some(option) = line.strip_prefix("- [x] ").filter(|_| !in_code) {
            right.push(question.options.len());
            question.options.push(option.trim().to_owned());
        } else if let Some(text) = line.strip_prefix('>').filter(|_| !in_code) {
            join(&mut question.explanation, text.trim());
        } else if question.options.is_empty() {
            question.text.push_str(line);
            question.text.push('\n');
        } else if let Some(option) = question.options.last_mut().filter(|_| !line.trim().is_empty()) {
            join(option, line.trim());
        }
    }
    question.text = question.text.trim().to_owned();
    let complete =
        !question.text.is_empty() && !question.explanation.is_empty() && question.options.len() > 1;
    match right[..] {
        [only] if complete => Ok(Question { right: only, ..question }),
        _ => Err((part.line, MentorProblem::QuizShape { question: part.name.clone() })),
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::{Language, common, from_markdown};
    use crate::mentor::MentorProblem;

    #[test]
    fn a_quiz_has_one_right_option_and_says_why() {
        let quiz = "# quiz\n\n## 1\nWho?\n\n- [ ] a\n- [x] b\n  and c\n\n> Because\n> of d.\n";
        let question = from_markdown(quiz).expect("parses").quiz.remove(0);
        assert_eq!((question.text.as_str(), question.right), ("Who?", 1));
        assert_eq!(question.options, ["a", "b and c"]);
        assert_eq!(question.explanation, "Because of d.");
        let two_right = from_markdown("# quiz\n## 1\nWho?\n- [x] a\n- [x] b\n> d\n");
        assert_eq!(two_right, Err((2, MentorProblem::QuizShape { question: "1".into() })));
    }

    #[test]
    fn an_unknown_part_is_named_with_its_line() {
        let misspelt = from_markdown("# order_lost\n## fakt\nx\n");
        assert_eq!(misspelt, Err((2, MentorProblem::UnknownHeading { heading: "fakt".into() })));
    }

    #[test]
    fn a_change_names_its_step() {
        let texts = from_markdown("# solution\n## changes\n- `take`: the gap\n  closes\n").expect("parses");
        assert_eq!(texts.changes, [("take".to_owned(), "the gap\ncloses".to_owned())]);
        assert!(from_markdown("# solution\n## changes\n- no step\n").is_err());
    }

    #[test]
    fn common_texts_exist_for_every_verdict_in_both_languages() {
        for language in Language::ALL {
            let causes = common(language).causes;
            for id in [
                "untouched",
                "not_yet",
                "does_not_compile",
                "deadlock",
                "busy_loop",
                "output_flood",
                "out_of_memory",
                "crash",
                "panic",
                "unnamed",
            ] {
                assert!(causes.contains_key(id), "{language}: {id}");
            }
        }
    }
}
