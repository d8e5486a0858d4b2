//! What an exercise's mentor texts still lack: for `author verify`, never in a learner's way.

use super::texts::common_file;
use super::{CauseText, MentorError, MentorProblem, MentorTexts, common};
use crate::course::{Exercise, Language};

/// Fact, analogy, question and next step together.
const WORDS: std::ops::RangeInclusive<usize> = 40..=120;
/// Characters of a menu entry.
const NAME: usize = 80;

/// Every part that is missing, too long or out of shape, with file and line.
#[must_use]
pub fn gaps(exercise: &Exercise, texts: &MentorTexts, language: Language) -> Vec<MentorError> {
    let file = exercise.dir.join("mentor").join(format!("{language}.md"));
    let mut problems = Vec::new();
    let mut need = |section: &str, part: &str, empty: bool| {
        if empty {
            let (section, part) = (section.to_owned(), part.to_owned());
            problems.push((section.clone(), MentorProblem::MissingPart { section, part }));
        }
    };
    need("task", "idea", texts.idea.is_empty());
    need("task", "ours", texts.ours.is_empty());
    for step in &exercise.steps {
        let explained = texts.changes.iter().any(|(id, _)| *id == step.id);
        need("solution", &format!("changes: `{}`", step.id), !explained);
    }
    need("solution", "symbols", texts.symbols.is_empty());
    need("solution", "mistakes", texts.mistakes.is_empty());
    need("solution", "mini-challenges", texts.mini_challenges.len() != 2);
    need("solution", "bonus", texts.bonus.len() != 2);
    need("quiz", "1, 2", texts.quiz.len() < 2);
    for cause in &exercise.causes {
        match texts.causes.get(&cause.id) {
            Some(text) => problems.extend(cause_gaps(&cause.id, text)),
            None => {
                let (section, part) = (cause.id.clone(), "fact".to_owned());
                problems.push((section.clone(), MentorProblem::MissingPart { section, part }));
            }
        }
    }
    let line = |section: &str| texts.lines.get(section).copied().unwrap_or(1);
    let error =
        |(section, problem): (String, _)| MentorError { file: file.clone(), line: line(&section), problem };
    problems.into_iter().map(error).collect()
}

/// The same for the causes that every exercise has; errors of the compiler by code are short and exempt.
#[must_use]
pub fn common_gaps(language: Language) -> Vec<MentorError> {
    let texts = common(language);
    let long = texts.causes.iter().filter(|(id, _)| !id.starts_with('E'));
    let problems = long.flat_map(|(id, text)| cause_gaps(id, text));
    let line = |section: &str| texts.lines.get(section).copied().unwrap_or(1);
    problems
        .map(|(section, problem)| MentorError { file: common_file(language), line: line(&section), problem })
        .collect()
}

fn cause_gaps(id: &str, text: &CauseText) -> Vec<(String, MentorProblem)> {
    let mut problems = Vec::new();
    let section = id.to_owned();
    for (part, _) in text.parts().into_iter().filter(|(_, text)| text.is_empty()) {
        problems.push(MentorProblem::MissingPart { section: section.clone(), part: part.to_owned() });
    }
    let found = question_marks(&text.question);
    if found != 1 {
        problems.push(MentorProblem::QuestionMarks { section: section.clone(), found });
    }
    let told = [("fact", &text.fact), ("analogy", &text.analogy), ("next step", &text.next_step)];
    for (part, _) in told.into_iter().filter(|(_, text)| question_marks(text) > 0) {
        problems.push(MentorProblem::AsksElsewhere { section: section.clone(), part: part.to_owned() });
    }
    let found = text.name.chars().count();
    if found > NAME || text.name.contains('\n') {
        problems.push(MentorProblem::LongName { section: section.clone(), found });
    }
    let rung = [&text.fact, &text.analogy, &text.question, &text.next_step];
    let words: usize = rung.iter().map(|text| text.split_whitespace().count()).sum();
    if !WORDS.contains(&words) {
        problems.push(MentorProblem::Length { section: section.clone(), words });
    }
    problems.into_iter().map(|problem| (section.clone(), problem)).collect()
}

/// Outside of code: in `let x = f()?;` nobody asks anything.
fn question_marks(text: &str) -> usize {
    text.split('`').step_by(2).map(|prose| prose.matches('?').count()).sum()
}

#[cfg(test)]
mod tests {
    use super::{CauseText, Language, MentorProblem, cause_gaps, common_gaps};

    #[test]
    fn only_the_part_question_may_ask() {
        let asking = CauseText {
            fact: "Who says so?".to_owned(),
            analogy: "A porter says yes.".to_owned(),
            question: "What does `f()?` give back?".to_owned(),
            next_step: "Look at `f()?` on this line.".to_owned(),
            ..CauseText::default()
        };
        let asks = |(_, problem): &(String, MentorProblem)| match problem {
            MentorProblem::AsksElsewhere { part, .. } => Some(part.clone()),
            MentorProblem::QuestionMarks { .. } => Some("question".to_owned()),
            _ => None,
        };
        let parts: Vec<String> = cause_gaps("asks", &asking).iter().filter_map(asks).collect();
        assert_eq!(parts, ["fact"]);
    }

    #[test]
    fn common_texts_are_complete_in_both_languages() {
        for language in Language::ALL {
            let gaps: Vec<String> = common_gaps(language).iter().map(ToString::to_string).collect();
            assert!(gaps.is_empty(), "{}", gaps.join("\n"));
        }
    }
}
