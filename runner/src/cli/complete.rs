//! Completion and colours of the line that is being typed: verbs first, then ids, then options.

use std::borrow::Cow;

use colored::Colorize;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::table::{self, Takes};

/// What can be typed here.
#[derive(Clone, Debug, Default)]
pub struct Completion {
    /// Ids of exercises.
    pub ids: Vec<String>,
    /// Whether answers are being typed rather than commands.
    pub silent: bool,
}

impl Completion {
    /// The words that may stand where the last word of `line` begins.
    fn candidates(&self, line: &str) -> (usize, Vec<String>) {
        let start = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let before: Vec<&str> = line[..start].split_whitespace().collect();
        let all: Vec<String> = match before.first() {
            None => table::names().iter().map(|name| (*name).to_owned()).collect(),
            Some(verb) => self.arguments(verb, before.len()),
        };
        let word = &line[start..];
        (start, all.into_iter().filter(|candidate| candidate.starts_with(word)).collect())
    }

    fn arguments(&self, verb: &str, place: usize) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let Some(entry) = table::entry(verb) else { return Vec::new() };
        let mut words = match entry.takes {
            Takes::Id => self.ids.clone(),
            Takes::Words(words) if place == 1 => owned(words),
            Takes::Words(_) if verb == "author" => self.ids.clone(),
            Takes::Verb => owned(&table::names()),
            Takes::Words(_) | Takes::Nothing => Vec::new(),
        };
        words.extend(owned(entry.options));
        words
    }
}

impl Completer for Completion {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        if self.silent {
            return Ok((at, Vec::new()));
        }
        let (start, candidates) = self.candidates(&line[..at]);
        let only = candidates.len() == 1;
        let pair = |word: String| {
            let replacement = if only { format!("{word} ") } else { word.clone() };
            Pair { display: word, replacement }
        };
        Ok((start, candidates.into_iter().map(pair).collect()))
    }
}

impl Highlighter for Completion {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let verb = line.split_whitespace().next().unwrap_or_default();
        if self.silent || table::entry(verb).is_none() {
            return Cow::Borrowed(line);
        }
        Cow::Owned(line.replacen(verb, &verb.cyan().to_string(), 1))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        !self.silent
    }
}

impl Hinter for Completion {
    type Hint = String;
}

impl Validator for Completion {}
impl Helper for Completion {}

#[cfg(test)]
mod tests {
    use super::Completion;

    fn of(line: &str) -> Vec<String> {
        let ids = vec!["mailbox".to_owned(), "monitors".to_owned()];
        Completion { ids, silent: false }.candidates(line).1
    }

    #[test]
    fn verbs_come_first_then_what_the_verb_takes() {
        assert_eq!(of("che"), ["check"]);
        assert_eq!(of("check m"), ["mailbox", "monitors"]);
        assert_eq!(of("check --"), ["--all", "--mine", "--format"]);
        assert_eq!(of("lang "), ["en", "ru"]);
        assert_eq!(of("author so"), ["solve"]);
        assert_eq!(of("author solve mo"), ["monitors"]);
        assert_eq!(of("help ne"), ["next"]);
        assert!(of("explain m").is_empty());
    }
}
