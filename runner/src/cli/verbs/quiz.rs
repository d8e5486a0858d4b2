//! `quiz`: a few questions with one right answer each, and why it is right.

use crate::cli::exit::Exit;
use crate::cli::session::{Outcome, Session};
use crate::mentor::Question;
use crate::progress::What;

pub fn run(session: &mut Session, id: Option<&str>) -> Outcome {
    let exercise = session.exercise(id)?;
    let texts = session.texts(&exercise)?;
    if texts.quiz.is_empty() {
        session.say("quiz-none", &[("id", exercise.id.as_str().into())]);
        return Ok(Exit::Passed);
    }
    let total = texts.quiz.len();
    let mut right = 0;
    for (index, question) in texts.quiz.iter().enumerate() {
        let number = session.text("quiz-number", &[("number", (index + 1).into()), ("total", total.into())]);
        session.screen.heading(&number);
        match ask(session, question) {
            Some(true) => right += 1,
            Some(false) => {}
            None => {
                session.say("quiz-left", &[]);
                return Ok(Exit::NotPassed);
            }
        }
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    session.record(What::Quizzed {
        exercise: exercise.id.clone(),
        right: count(right),
        total: count(total),
    })?;
    session.screen.blank();
    session.say("quiz-result", &[("right", right.into()), ("total", total.into())]);
    Ok(Exit::passed_if(right == total))
}

/// Whether the answer was right; `None` when nobody answers.
fn ask(session: &mut Session, question: &Question) -> Option<bool> {
    session.screen.prose(&question.text, 2);
    session.screen.blank();
    super::solution::numbered(session, &question.options);
    let last = question.options.len();
    let answer = loop {
        let line = session.ask()?;
        match line.trim_end_matches('.').parse::<usize>() {
            Ok(number) if (1..=last).contains(&number) => break number - 1,
            _ if matches!(line.as_str(), "back" | "quit" | "назад") => return None,
            _ => session.say("gate-number", &[("last", last.into())]),
        }
    };
    let right = answer == question.right;
    match right {
        true => session.say("quiz-right", &[]),
        false => session.say("quiz-wrong", &[("number", (question.right + 1).into())]),
    }
    session.screen.prose(&question.explanation, 2);
    Some(right)
}
