//! Finds English in what a Russian session prints.

/// Names and terms that are written in Latin letters in Russian too.
const NAMES: [&str; 26] = [
    "BEAM",
    "Erlang",
    "Elixir",
    "Phoenix",
    "Rust",
    "OTP",
    "Ctrl-C",
    "Ctrl-D",
    "ASCII",
    "UTF",
    "TOML",
    "JSON",
    "SVG",
    "mailbox",
    "rustup",
    "https",
    "rs",
    "JavaScript",
    "workbook",
    "cargo",
    "rustc",
    "elixir",
    "node",
    "chromium",
    "FIFO",
    "future",
];

/// The words of a line that are neither Russian nor allowed.
pub fn english(line: &str) -> Vec<String> {
    let quoted = ["│", "  - ", "  + ", "▶", "❯", "●", "├", "»"]
        .iter()
        .any(|mark| line.trim_start().starts_with(mark.trim_start()));
    let deep = line.starts_with("      ") || line.starts_with("    ") && !line.chars().any(is_cyrillic);
    if quoted && !line.chars().any(is_cyrillic) || deep && !line.chars().any(is_cyrillic) {
        return Vec::new(); // code of the learner, a chart, words of a program
    }
    let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let verbs = [
        "list", "next", "open", "task", "check", "watch", "hint", "explain", "solution", "quiz", "diff",
        "reset", "undo", "trace", "lab", "beam", "replay", "notebook", "book", "lang", "doctor", "help",
        "quit", "author", "ID", "N",
    ];
    prose
        .split_whitespace()
        .filter(|word| !word.contains(['/', '_', '.', ':', '=', '-', '(', '[']) || word.ends_with(['.', ':']))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
        .filter(|word| !NAMES.contains(word) && !verbs.contains(word))
        .map(str::to_owned)
        .collect()
}

/// A letter of the Russian alphabet.
pub fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

/// Refuses lines with English words.
pub fn scan(what: &str, text: &str, allowed: &[&str]) {
    for line in text.lines() {
        let found = english(line);
        let found: Vec<&String> = found.iter().filter(|word| !allowed.contains(&word.as_str())).collect();
        assert!(found.is_empty(), "{what}: {found:?} in: {line}");
    }
}
