//! Mentor texts: complete, and of the same shape in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use regex_lite::Regex;

use super::super::Finding;
use crate::course::{Exercise, Language};
use crate::mentor::{self, MentorTexts};

/// What the runner fills in.
const PLACEHOLDERS: [&str; 8] = ["line", "file", "expected", "got", "check", "seed", "waiting", "message"];

pub(super) fn findings(exercise: &Exercise) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut both = Vec::new();
    for language in Language::ALL {
        match mentor::texts(exercise, language) {
            Ok(texts) => {
                findings.extend(mentor::gaps(exercise, &texts, language).into_iter().map(Finding::from));
                findings.extend(words(exercise, &texts, language));
                both.push(texts);
            }
            Err(error) => findings.push(error.into()),
        }
    }
    if let [en, ru] = both.as_slice() {
        findings.extend(shape(exercise, en, ru));
    }
    findings
}

fn file(exercise: &Exercise, language: Language) -> PathBuf {
    exercise.dir.join("mentor").join(format!("{language}.md"))
}

/// Placeholders that nobody fills in, and texts in the other language.
fn words(exercise: &Exercise, texts: &MentorTexts, language: Language) -> Vec<Finding> {
    let file = file(exercise, language);
    let mut findings = Vec::new();
    let placeholder = Regex::new(r"\{([a-z_]+)\}").expect("written here");
    for (cause, text) in &texts.causes {
        let Some(&line) = texts.lines.get(cause) else { continue }; // a common one
        for part in [&text.fact, &text.question, &text.next_step] {
            let names = placeholder.captures_iter(part).filter_map(|hit| hit.get(1));
            let unknown = names.filter(|name| !PLACEHOLDERS.contains(&name.as_str()));
            findings.extend(unknown.map(|name| {
                Finding::error(&file, "author-unknown-placeholder").line(line).with("name", name.as_str())
            }));
        }
        if language == Language::Ru && !text.fact.is_empty() && !text.fact.contains(is_cyrillic) {
            findings
                .push(Finding::error(&file, "author-wrong-language").line(line).with("language", language));
        }
    }
    if language == Language::En {
        let text = fs::read_to_string(&file).unwrap_or_default();
        if let Some(line) = text.lines().position(|line| line.contains(is_cyrillic)) {
            findings.push(
                Finding::error(&file, "author-wrong-language").line(line + 1).with("language", language),
            );
        }
    }
    findings
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

/// What one language has and the other does not.
fn shape(exercise: &Exercise, en: &MentorTexts, ru: &MentorTexts) -> Vec<Finding> {
    let (en, ru) = (parts(en), parts(ru));
    let missing = |has: &BTreeSet<String>, lacks: &BTreeSet<String>, language| {
        let part = |part: &String| {
            let finding = Finding::error(file(exercise, language), "author-other-shape").with("part", part);
            finding.with("language", language)
        };
        has.difference(lacks).map(part).collect::<Vec<_>>()
    };
    [missing(&en, &ru, Language::Ru), missing(&ru, &en, Language::En)].concat()
}

/// Everything that can be told apart in a text, by a name that both languages share.
fn parts(texts: &MentorTexts) -> BTreeSet<String> {
    let mut parts: BTreeSet<String> = texts.lines.keys().map(|section| format!("# {section}")).collect();
    for (id, cause) in &texts.causes {
        let there = cause.parts().into_iter().filter(|(_, text)| !text.is_empty());
        parts.extend(there.map(|(name, _)| format!("{id}: ## {name}")));
        let placeholders = PLACEHOLDERS.iter().filter(|name| cause.fact.contains(&format!("{{{name}}}")));
        parts.extend(placeholders.map(|name| format!("{id}: {{{name}}}")));
    }
    parts.extend(texts.changes.iter().map(|(step, _)| format!("changes: {step}")));
    parts.insert(format!("mini-challenges: {}", texts.mini_challenges.len()));
    parts.insert(format!("bonus: {}", texts.bonus.len()));
    for (index, question) in texts.quiz.iter().enumerate() {
        let options = question.options.len();
        parts.insert(format!("quiz {}: {} of {options} is right", index + 1, question.right + 1));
    }
    parts
}
