//! Phase 1: what we see, one comparison, one question, one thing to do. No corrected code.
//!
//! Who has not touched the exercise and has said nothing is greeted and asked for an attempt; nothing else.
//! The same failing state seen again is looked at from another side (`angle`).

use super::{CauseText, Evidence};
use crate::check::Verdict;

/// What the mentor does after a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Greet, and ask for an attempt and a sentence about the idea.
    Greet,
    /// The idea is told, the attempt is not there yet.
    AskForAttempt,
    /// Observations, a question, a next step.
    Observe,
    /// Congratulate the move.
    Celebrate,
}

/// Chooses the phase; `idea` is what the learner has said about the exercise, if anything.
#[must_use]
pub fn phase(verdict: Verdict, idea: Option<&str>) -> Phase {
    match verdict {
        Verdict::Passed => Phase::Celebrate,
        Verdict::Untouched if idea.is_some() => Phase::AskForAttempt,
        Verdict::Untouched => Phase::Greet,
        _ => Phase::Observe,
    }
}

/// The title over a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// *Code Observations*.
    Observations,
    /// The comparison, and where it breaks.
    Analogy,
    /// *Socratic Question*.
    Question,
    /// *Next Step*.
    NextStep,
    /// How a run shows this cause.
    Sign,
    /// Rung two.
    Why,
    /// Rung three.
    Example,
}

impl Title {
    /// The key of the title in the locale files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Title::Observations => "mentor-observations",
            Title::Analogy => "mentor-analogy",
            Title::Question => "mentor-question",
            Title::NextStep => "mentor-next-step",
            Title::Sign => "mentor-sign",
            Title::Why => "mentor-why",
            Title::Example => "mentor-example",
        }
    }
}

/// A title and its text in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The title.
    pub title: Title,
    /// The text.
    pub text: String,
}

/// The blocks of rung one, seen from the side that `angle` names: the whole picture first, then how a run shows it,
/// then the reason behind the question. Angles go round.
#[must_use]
pub fn phase1(cause: &CauseText, evidence: &Evidence, angle: usize) -> Vec<Block> {
    let whole = [
        (Title::Observations, &cause.fact),
        (Title::Analogy, &cause.analogy),
        (Title::Question, &cause.question),
        (Title::NextStep, &cause.next_step),
    ];
    let run =
        [(Title::Sign, &cause.sign), (Title::Observations, &cause.fact), (Title::NextStep, &cause.next_step)];
    let question =
        [(Title::Analogy, &cause.analogy), (Title::Question, &cause.question), (Title::Sign, &cause.sign)];
    let parts: &[(Title, &String)] = match angle % 3 {
        0 => &whole,
        1 => &run,
        _ => &question,
    };
    blocks(parts, evidence)
}

/// The blocks of a deeper rung: two is why it happens, three a small example of something else.
#[must_use]
pub fn rung(cause: &CauseText, evidence: &Evidence, rung: u32, angle: usize) -> Vec<Block> {
    match rung {
        2 if angle == 0 => blocks(&[(Title::Why, &cause.why)], evidence),
        2 => blocks(&[(Title::Why, &cause.why), (Title::Question, &cause.question)], evidence),
        3 if angle == 0 => blocks(&[(Title::Example, &cause.example)], evidence),
        3 => blocks(&[(Title::Example, &cause.example), (Title::Sign, &cause.sign)], evidence),
        _ => phase1(cause, evidence, angle),
    }
}

fn blocks(parts: &[(Title, &String)], evidence: &Evidence) -> Vec<Block> {
    let written = parts.iter().filter(|(_, text)| !text.is_empty());
    written.map(|(title, text)| Block { title: *title, text: evidence.fill(text) }).collect()
}

#[cfg(test)]
mod tests {
    use super::{CauseText, Evidence, Phase, Title, phase, phase1, rung};
    use crate::check::Verdict;

    fn cause() -> CauseText {
        let text = |t: &str| t.to_owned();
        CauseText {
            name: text("name"),
            sign: text("sign"),
            fact: text("fact"),
            analogy: text("analogy"),
            question: text("question?"),
            next_step: text("next"),
            why: text("why"),
            example: text("example"),
        }
    }

    fn titles(blocks: &[super::Block]) -> Vec<Title> {
        blocks.iter().map(|block| block.title).collect()
    }

    #[test]
    fn who_has_done_and_said_nothing_is_greeted() {
        assert_eq!(phase(Verdict::Untouched, None), Phase::Greet);
        assert_eq!(phase(Verdict::Untouched, Some("order is kept")), Phase::AskForAttempt);
        assert_eq!(phase(Verdict::Failed, None), Phase::Observe);
        assert_eq!(phase(Verdict::Passed, None), Phase::Celebrate);
    }

    #[test]
    fn the_first_look_has_all_four_blocks_in_order() {
        let first = phase1(&cause(), &Evidence::default(), 0);
        assert_eq!(titles(&first), [Title::Observations, Title::Analogy, Title::Question, Title::NextStep]);
    }

    #[test]
    fn the_same_state_again_is_seen_from_another_side() {
        let looks: Vec<_> = (0..3).map(|angle| phase1(&cause(), &Evidence::default(), angle)).collect();
        assert!(looks[0] != looks[1] && looks[1] != looks[2] && looks[0] != looks[2]);
        assert_eq!(phase1(&cause(), &Evidence::default(), 3), looks[0]);
    }

    #[test]
    fn parts_that_are_not_written_leave_no_empty_block() {
        let short = CauseText { analogy: String::new(), ..cause() };
        assert_eq!(phase1(&short, &Evidence::default(), 0).len(), 3);
    }

    #[test]
    fn deeper_rungs_say_why_and_show_something_else() {
        assert_eq!(titles(&rung(&cause(), &Evidence::default(), 2, 0)), [Title::Why]);
        assert_eq!(titles(&rung(&cause(), &Evidence::default(), 3, 0)), [Title::Example]);
    }
}
