//! Prose is in the language of its tree.

use super::{Findings, Rule};
use crate::source::Tree;
use workbook::course::Language;

/// So many words without a Russian letter are no name and no term: somebody forgot to write them in Russian.
const WORDS: usize = 8;

pub(super) fn look(tree: &Tree, findings: &mut Findings) {
    for page in tree.pages.values() {
        for raw in page.prose.iter().filter(|prose| prose.raw && prose.text.contains(['`', '*'])) {
            let message =
                format!("Markdown in a line of HTML is shown as written: {}", short(raw.text.trim()));
            findings.add(&page.file, raw.line, Rule::Markup, message, "write <code>…</code>, <em>…</em>");
        }
        for prose in page.prose.iter().filter(|prose| !prose.foreign) {
            let text = prose.text.trim();
            let (message, repair) = match tree.language {
                Language::En if has_cyrillic(text) => (
                    format!("Russian in an English page: {}", short(text)),
                    "write it in English; a Russian word that is meant goes into <span lang=\"ru\">…</span>",
                ),
                Language::Ru if !prose.title && !has_cyrillic(text) && words(text) >= WORDS => (
                    format!("no Russian here: {}", short(text)),
                    "write it in Russian; an English quotation goes into <span lang=\"en\">…</span>",
                ),
                _ => continue,
            };
            findings.add(&page.file, prose.line, Rule::Language, message, repair);
        }
    }
}

pub(super) fn has_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
