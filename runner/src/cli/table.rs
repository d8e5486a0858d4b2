//! The verbs as people see them: for help, completion, and the nearest name to a slip.

/// One verb.
pub struct Entry {
    pub name: &'static str,
    /// What may stand behind it; words in braces are translated.
    pub usage: &'static str,
    /// Key of the line in the list of verbs.
    pub line: &'static str,
    /// Key of what `help VERB` adds.
    pub more: Option<&'static str>,
    pub group: Group,
    pub takes: Takes,
    pub options: &'static [&'static str],
}

/// Verbs that are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Work,
    Help,
    Files,
    See,
    Session,
    Author,
}

impl Group {
    pub const ALL: [Group; 6] =
        [Group::Work, Group::Help, Group::Files, Group::See, Group::Session, Group::Author];

    /// Key of the heading.
    pub fn key(self) -> &'static str {
        match self {
            Group::Work => "group-work",
            Group::Help => "group-help",
            Group::Files => "group-files",
            Group::See => "group-see",
            Group::Session => "group-session",
            Group::Author => "group-author",
        }
    }
}

/// What stands behind a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    Id,
    Verb,
    Words(&'static [&'static str]),
}

const fn verb(
    name: &'static str,
    usage: &'static str,
    line: &'static str,
    group: Group,
    takes: Takes,
) -> Entry {
    Entry { name, usage, line, more: None, group, takes, options: &[] }
}

const fn with(entry: Entry, more: Option<&'static str>, options: &'static [&'static str]) -> Entry {
    Entry { more, options, ..entry }
}

const AUTHOR: &[&str] = &["new", "skeletons", "verify", "solve", "unsolve", "seal", "beam", "traces"];
const FORMAT: &[&str] = &["--format"];

/// Every verb, in the order of the list.
pub const VERBS: &[Entry] = &[
    with(verb("list", "list [--format json]", "verb-list", Group::Work, Takes::Nothing), None, FORMAT),
    with(verb("next", "next", "verb-next", Group::Work, Takes::Nothing), Some("more-next"), &[]),
    with(verb("open", "open [ID]", "verb-open", Group::Work, Takes::Id), Some("more-open"), &[]),
    verb("task", "task [ID]", "verb-task", Group::Work, Takes::Id),
    with(
        verb("check", "check [ID | --all] [--mine] [--format json]", "verb-check", Group::Work, Takes::Id),
        Some("more-check"),
        &["--all", "--mine", "--format"],
    ),
    with(verb("watch", "watch [ID]", "verb-watch", Group::Work, Takes::Id), Some("more-watch"), &[]),
    with(verb("hint", "hint [ID]", "verb-hint", Group::Help, Takes::Id), Some("more-hint"), &[]),
    with(
        verb("explain", "explain [{text}]", "verb-explain", Group::Help, Takes::Nothing),
        Some("more-explain"),
        &[],
    ),
    with(
        verb("solution", "solution [ID] [--apply]", "verb-solution", Group::Help, Takes::Id),
        Some("more-solution"),
        &["--apply"],
    ),
    with(verb("quiz", "quiz [ID]", "verb-quiz", Group::Help, Takes::Id), Some("more-quiz"), &[]),
    verb("diff", "diff [ID]", "verb-diff", Group::Files, Takes::Id),
    with(verb("reset", "reset [ID]", "verb-reset", Group::Files, Takes::Id), Some("more-reset"), &[]),
    verb("undo", "undo [ID]", "verb-undo", Group::Files, Takes::Id),
    with(
        verb("trace", "trace [ID] [--svg {file}]", "verb-trace", Group::See, Takes::Id),
        Some("more-trace"),
        &["--svg"],
    ),
    with(verb("lab", "lab [ID] [--mine]", "verb-lab", Group::See, Takes::Id), Some("more-lab"), &["--mine"]),
    with(
        verb("beam", "beam [ID [{section}]] [--live]", "verb-beam", Group::See, Takes::Id),
        Some("more-beam"),
        &["--live"],
    ),
    with(verb("replay", "replay N [ID]", "verb-replay", Group::See, Takes::Id), Some("more-replay"), &[]),
    with(
        verb("notebook", "notebook [add {text}]", "verb-notebook", Group::See, Takes::Words(&["add"])),
        Some("more-notebook"),
        &[],
    ),
    with(
        verb(
            "book",
            "book [serve | build | verify] [--port N]",
            "verb-book",
            Group::See,
            Takes::Words(&["serve", "build", "verify"]),
        ),
        Some("more-book"),
        &["--port"],
    ),
    verb("lang", "lang [en | ru]", "verb-lang", Group::Session, Takes::Words(&["en", "ru"])),
    verb("doctor", "doctor", "verb-doctor", Group::Session, Takes::Nothing),
    with(verb("help", "help [{verb}]", "verb-help", Group::Session, Takes::Verb), Some("more-help"), &[]),
    verb("quit", "quit", "verb-quit", Group::Session, Takes::Nothing),
    with(
        verb(
            "author",
            "author new | skeletons | verify | solve | unsolve | seal | beam | traces",
            "verb-author",
            Group::Author,
            Takes::Words(AUTHOR),
        ),
        Some("more-author"),
        &[],
    ),
];

/// The names of all verbs.
pub fn names() -> Vec<&'static str> {
    VERBS.iter().map(|entry| entry.name).collect()
}

/// The verb with this name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    VERBS.iter().find(|entry| entry.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::{AUTHOR, names};
    use crate::cli::args::Line;

    #[test]
    fn the_table_and_the_grammar_have_the_same_verbs() {
        let grammar = Line::command();
        let parsed: BTreeSet<&str> = grammar.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(parsed, names().into_iter().collect());
        let author = grammar.find_subcommand("author").expect("there is an author verb");
        let parsed: BTreeSet<&str> = author.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(parsed, AUTHOR.iter().copied().collect());
    }
}
