//! What a run has shown, as the words a mentor text may quote: `{line}`, `{file}`, `{expected}`, `{got}`,
//! `{check}`, `{seed}`, `{waiting}`, `{message}`. A sentence whose evidence is missing is left out: nothing is guessed.

use std::collections::BTreeMap;

use super::{CauseText, MentorTexts};
use crate::check::{CheckReport, Diagnostic, Failure, Outcome, Verdict};

/// Placeholders and what stands for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    words: BTreeMap<&'static str, String>,
}

const NAMES: [&str; 8] = ["line", "file", "expected", "got", "check", "seed", "waiting", "message"];

impl Evidence {
    /// The evidence of the first failing step, or of the compiler's first error.
    #[must_use]
    pub fn of(report: &CheckReport) -> Self {
        match (report.verdict, report.failure()) {
            (Verdict::DoesNotCompile, _) => {
                report.diagnostics.first().map(Self::of_error).unwrap_or_default()
            }
            (_, Some(failure)) => Self::of_failure(failure),
            _ => Self::default(),
        }
    }

    fn of_error(error: &Diagnostic) -> Self {
        let mut evidence = Self::default();
        evidence.put("message", error.message.clone());
        if let Some(at) = &error.location {
            evidence.put("line", at.line.to_string());
            evidence.put("file", at.file.display().to_string());
        }
        evidence
    }

    fn of_failure(failure: &Failure) -> Self {
        let mut evidence = Self::default();
        evidence.put("check", failure.check.clone());
        evidence.put("message", failure.message.lines().next().unwrap_or_default().to_owned());
        if let Some(at) = &failure.location {
            evidence.put("line", at.line.to_string());
            evidence.put("file", at.file.display().to_string());
        }
        if let Some(transcript) = &failure.transcript {
            let at = transcript.first_difference;
            evidence.put("expected", transcript.expected.get(at).cloned().unwrap_or_default());
            evidence.put("got", transcript.got.get(at).cloned().unwrap_or_default());
        }
        if let Some(seed) = failure.seed {
            evidence.put("seed", seed.to_string());
        }
        let waits: Vec<String> = failure
            .waiting
            .iter()
            .map(|w| match &w.whom {
                Some(whom) => format!("`{}` → `{whom}`", w.process),
                None => format!("`{}` ({})", w.process, w.what),
            })
            .collect();
        evidence.put("waiting", waits.join(", "));
        evidence
    }

    fn put(&mut self, name: &'static str, value: String) {
        if !value.is_empty() {
            self.words.insert(name, value);
        }
    }

    /// The text with its placeholders filled in, without the sentences for which there is no evidence.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let whole = |name: &&str| text.contains(&format!("{{{name}}}")) && !self.words.contains_key(*name);
        let missing: Vec<String> = NAMES.iter().filter(|n| whole(n)).map(|n| format!("{{{n}}}")).collect();
        let kept = if missing.is_empty() { text.to_owned() } else { without(text, &missing) };
        self.words.iter().fold(kept, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// Drops the sentences that contain one of `missing`; when nothing is left, an ellipsis stands for each instead.
fn without(text: &str, missing: &[String]) -> String {
    let needs = |sentence: &&str| missing.iter().any(|name| sentence.contains(name.as_str()));
    let kept: String = sentences(text).into_iter().filter(|s| !needs(s)).collect();
    if !kept.trim().is_empty() {
        return kept.trim().to_owned();
    }
    missing.iter().fold(text.to_owned(), |text, name| text.replace(name.as_str(), "…"))
}

/// Cuts after a full stop, question mark or line end that stands outside of code.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut in_code, mut ended) = (0, false, false);
    for (at, c) in text.char_indices() {
        if ended && c.is_whitespace() && !in_code {
            sentences.push(&text[start..at + c.len_utf8()]);
            start = at + c.len_utf8();
        }
        in_code ^= c == '`';
        ended = matches!(c, '.' | '?' | '!' | '\n');
    }
    sentences.push(&text[start..]);
    sentences
}

impl MentorTexts {
    /// The words for the cause of this report. For the compiler's frequent errors they stand by its code, over what
    /// is said about any error; a cause without words of its own gets those for what nobody could name.
    #[must_use]
    pub fn about(&self, report: &CheckReport) -> CauseText {
        let of = |id: &str| self.causes.get(id).cloned();
        let general = report.cause().and_then(of).or_else(|| of("unnamed")).unwrap_or_default();
        if report.verdict != Verdict::DoesNotCompile {
            return general;
        }
        match report.diagnostics.first().and_then(code).and_then(|code| of(&code)) {
            Some(exact) => CauseText {
                fact: format!("{}\n\n{}", exact.fact, general.fact),
                analogy: String::new(),
                question: exact.question,
                next_step: exact.next_step,
                ..general
            },
            None => general,
        }
    }
}

/// The section for an error. Rust gives no code to a future that may not change threads.
fn code(error: &Diagnostic) -> Option<String> {
    if error.message.contains("cannot be sent between threads") {
        return Some("E0277_send".to_owned());
    }
    error.code.clone()
}

impl CheckReport {
    /// The evidence of the first step that failed.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        self.steps.iter().find(|step| step.outcome == Outcome::Failed)?.failure.as_ref()
    }

    /// The cause the mentor speaks about; `None` when everything passed.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        match self.verdict {
            Verdict::Passed => None,
            Verdict::DoesNotCompile => Some("does_not_compile"),
            Verdict::Untouched => Some("untouched"),
            _ => Some(self.failure().map_or("unnamed", |failure| failure.cause.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Evidence;

    fn evidence(words: &[(&'static str, &str)]) -> Evidence {
        Evidence { words: words.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
    }

    #[test]
    fn placeholders_are_filled() {
        let text = evidence(&[("line", "7"), ("got", "a.b")]).fill("Line {line} gives `{got}`.");
        assert_eq!(text, "Line 7 gives `a.b`.");
    }

    #[test]
    fn a_sentence_without_evidence_is_left_out() {
        let text = evidence(&[]).fill("The message is gone. Line {line} reads `a. b {got}`. Who knows?");
        assert_eq!(text, "The message is gone. Who knows?");
    }

    #[test]
    fn a_text_that_is_all_evidence_keeps_its_shape() {
        assert_eq!(evidence(&[]).fill("Line {line}."), "Line ….");
    }
}
