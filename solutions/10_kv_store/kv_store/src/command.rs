//! What is typed at the prompt becomes a [`Command`], or an error that says what was expected.
//!
//! Keys and values are Elixir terms: `put {:user, 1} %{name: "Ann"}`. A bare word is a string, because nobody wants to
//! type quotes all day: `put ann 30` is `put "ann" 30`. `nil`, `true` and `false` stay what they are; an atom has
//! its colon.
//!
//! Reading order: `split` (where one word ends), `words` (what errors and help say, in both languages).
//!
//! Chapter: `kv_store`.

mod split;
mod words;

use term::{ParseError, Term};

use crate::query::Query;
use split::{Torn, split};

pub use words::{Lang, help, usage};

/// The commands, in the order in which `help` names them.
pub const NAMES: [&str; 12] = [
    "put",
    "get",
    "delete",
    "select",
    "nodes",
    "connect",
    "disconnect",
    "whereis",
    "members",
    "stats",
    "help",
    "quit",
];

// ANCHOR: command
/// What the store is told to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// `put KEY VALUE`
    Put(Term, Term),
    /// `get KEY`
    Get(Term),
    /// `delete KEY`
    Delete(Term),
    /// `select SPEC [LIMIT]`
    Select(Query, Option<usize>),
    /// `nodes`
    Nodes,
    /// `connect NODE`
    Connect(String),
    /// `disconnect NODE`
    Disconnect(String),
    /// `whereis NAME`
    Whereis(String),
    /// `members`
    Members,
    /// `stats`
    Stats,
    /// `help [COMMAND]`
    Help(Option<&'static str>),
    /// `quit`
    Quit,
}
// ANCHOR_END: command

/// Why a line is no command. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandError {
    /// There is no command of this name.
    Unknown(String),
    /// There are too few or too many words for this command.
    Usage(&'static str),
    /// Quotes or brackets are still open at the end of the line.
    Torn(char),
    /// This word is no term.
    NoTerm(String, ParseError),
    /// This term is no match specification.
    NoSpec(String),
    /// This word is no number of rows.
    NoLimit(String),
    /// This word is no name of a node.
    NoNode(String),
}

/// Reads a line; `None` if there is nothing on it, or a comment that begins with `#`.
///
/// # Errors
/// What was expected, and what stood there. [`CommandError::text`] says it in a language.
pub fn parse(line: &str) -> Result<Option<Command>, CommandError> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let Some(name) = NAMES.into_iter().find(|known| *known == name) else {
        return Err(CommandError::Unknown(name.to_owned()));
    };
    let words = split(rest).map_err(|Torn(open)| CommandError::Torn(open))?;
    command(name, &words).map(Some)
}

fn command(name: &'static str, words: &[&str]) -> Result<Command, CommandError> {
    Ok(match (name, words) {
        ("put", [key, value]) => Command::Put(term(key)?, term(value)?),
        ("get", [key]) => Command::Get(term(key)?),
        ("delete", [key]) => Command::Delete(term(key)?),
        ("select", [spec]) => Command::Select(query(spec)?, None),
        ("select", [spec, most]) => Command::Select(query(spec)?, Some(limit(most)?)),
        ("nodes", []) => Command::Nodes,
        ("connect", [name]) => Command::Connect(node(name)?),
        ("disconnect", [name]) => Command::Disconnect(node(name)?),
        ("whereis", [name]) => Command::Whereis(name.trim_start_matches(':').to_owned()),
        ("members", []) => Command::Members,
        ("stats", []) => Command::Stats,
        ("help", []) => Command::Help(None),
        ("help", [about]) => match NAMES.into_iter().find(|known| known == about) {
            Some(known) => Command::Help(Some(known)),
            None => return Err(CommandError::Unknown((*about).to_owned())),
        },
        ("quit", []) => Command::Quit,
        (name, _) => return Err(CommandError::Usage(name)),
    })
}

/// A term as it is typed: a bare word is a string.
fn term(word: &str) -> Result<Term, CommandError> {
    let bare = word.starts_with(char::is_alphabetic)
        && word.chars().all(|letter| letter.is_alphanumeric() || "_-.@/".contains(letter));
    if bare && !["nil", "true", "false"].contains(&word) {
        return Ok(Term::from(word));
    }
    word.parse().map_err(|error| CommandError::NoTerm(word.to_owned(), error))
}

fn query(word: &str) -> Result<Query, CommandError> {
    Query::of(term(word)?).map_err(|error| {
        let text = error.to_string();
        CommandError::NoSpec(text.split_once(": ").map_or(text.clone(), |(_, problem)| problem.to_owned()))
    })
}

fn limit(word: &str) -> Result<usize, CommandError> {
    word.parse().ok().filter(|limit| *limit > 0).ok_or_else(|| CommandError::NoLimit(word.to_owned()))
}

fn node(word: &str) -> Result<String, CommandError> {
    let name = word.trim_start_matches(':').trim_matches('"');
    node::parts(name).map(|_| name.to_owned()).map_err(|_| CommandError::NoNode(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        match parse(line) {
            Ok(command) => format!("{command:?}"),
            Err(error) => error.text(Lang::En),
        }
    }

    #[test]
    fn a_key_and_a_value_are_terms_and_a_bare_word_is_a_string() {
        assert_eq!(told("put ann 30"), r#"Some(Put("ann", 30))"#);
        assert_eq!(told("put {:user, 1} %{name: \"Ann B\"}"), r#"Some(Put({:user, 1}, %{name: "Ann B"}))"#);
        assert_eq!(told("put nil true"), "Some(Put(nil, true))");
        assert_eq!(told("get имя"), r#"Some(Get("имя"))"#);
        assert_eq!(told("get a@b.c"), r#"Some(Get("a@b.c"))"#);
        assert_eq!(told("  delete   ?\\s "), "Some(Delete(32))");
        assert_eq!(told("# put a 1"), "None");
        assert_eq!(told("   "), "None");
    }

    #[test]
    fn a_bad_line_is_told_what_was_expected() {
        let cases = [
            (
                "pt a 1",
                "unknown command `pt`; expected put, get, delete, select, nodes, connect, disconnect, whereis, members, stats, help, quit; nothing was changed",
            ),
            ("put a", "expected `put KEY VALUE`; nothing was changed"),
            ("put {1 2", "`{` is never closed; nothing was changed"),
            ("put \"a 2", "`\"` is never closed; nothing was changed"),
            (
                "put {1;2} 2",
                "expected a term, got `{1;2}`: column 3: expected `,` or `}`; nothing was changed",
            ),
            ("select 1", "expected a match specification, as [{{:\"$1\", :\"$2\"}, [], [:\"$_\"]}]: "),
            ("select [{:_, [], [:\"$_\"]}] 0", "expected a limit of 1 or more, got `0`; nothing was changed"),
            ("connect b", "expected a node, as b@127.0.0.1, got `b`; nothing was changed"),
            ("help pt", "unknown command `pt`; "),
        ];
        for (line, expected) in cases {
            assert!(told(line).starts_with(expected), "{line}: {}", told(line));
        }
    }

    #[test]
    fn every_command_has_usage_and_help_in_both_languages() {
        for name in NAMES {
            assert!(usage(name).starts_with(name));
            for lang in [Lang::En, Lang::Ru] {
                assert!(!help(lang, name).is_empty());
            }
            assert_ne!(help(Lang::En, name), help(Lang::Ru, name));
        }
    }
}
