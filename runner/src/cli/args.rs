//! What can be typed: one grammar for the prompt, for sub-commands and for a pipe.
//!
//! clap parses; it never prints. Its English stays inside: what it refuses comes out as a [`Misread`], which has a
//! sentence in each language, and help is written from `table`.

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand, ValueEnum};

use super::table;
use crate::course::Language;

/// One line: options and a verb.
#[derive(Clone, Debug, Parser)]
#[command(
    no_binary_name = true,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub struct Line {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Options that every verb takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Options {
    #[arg(long, global = true, value_parser = language)]
    pub lang: Option<Language>,
    #[arg(long, global = true)]
    pub plain: bool,
    #[arg(long, global = true)]
    pub root: Option<PathBuf>,
    #[arg(long, short = 'V', global = true)]
    pub version: bool,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Verb {
    List {
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    Next,
    Open {
        id: Option<String>,
    },
    Task {
        id: Option<String>,
    },
    Check {
        id: Option<String>,
        #[arg(long, conflicts_with_all = ["id", "mine"])]
        all: bool,
        #[arg(long)]
        mine: bool,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    Watch {
        id: Option<String>,
    },
    Hint {
        id: Option<String>,
    },
    Explain {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    Solution {
        id: Option<String>,
        #[arg(long)]
        apply: bool,
    },
    Diff {
        id: Option<String>,
    },
    Reset {
        id: Option<String>,
    },
    Undo {
        id: Option<String>,
    },
    Trace {
        id: Option<String>,
        #[arg(long)]
        svg: Option<PathBuf>,
    },
    Replay {
        #[arg(value_name = "N")]
        seed: u64,
        id: Option<String>,
    },
    Lab {
        id: Option<String>,
        #[arg(long)]
        mine: bool,
    },
    Beam {
        id: Option<String>,
        section: Vec<String>,
        #[arg(long)]
        live: bool,
    },
    Quiz {
        id: Option<String>,
    },
    Notebook {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    Lang {
        #[arg(value_parser = language)]
        code: Option<Language>,
    },
    Book {
        #[arg(long)]
        port: Option<u16>,
        action: Option<BookAction>,
    },
    Doctor,
    Help {
        verb: Option<String>,
    },
    #[command(alias = "exit")]
    Quit,
    Author {
        #[command(subcommand)]
        verb: Option<Author>,
    },
}

/// What `book` does; without a word it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BookAction {
    Serve,
    Build,
    Verify,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Author {
    New {
        id: String,
        chapter: String,
    },
    Skeletons {
        #[arg(long)]
        check: bool,
    },
    Verify {
        ids: Vec<String>,
        #[arg(long, conflicts_with = "ids")]
        course: bool,
    },
    Solve {
        #[arg(required_unless_present = "all")]
        id: Option<String>,
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
    Unsolve {
        #[arg(required_unless_present = "all")]
        id: Option<String>,
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
    Seal {
        #[arg(long)]
        check: bool,
    },
    Beam {
        ids: Vec<String>,
        #[arg(long)]
        check: bool,
    },
    Traces {
        ids: Vec<String>,
        #[arg(long)]
        check: bool,
    },
}

/// Why a line cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    Verb(String),
    Option(String),
    Value { value: String, wanted: String },
    Missing(String),
    TooMuch(String),
}

/// Whether the words ask for help, and about which verb. Looked for first: `replay --help` lacks a seed. Behind
/// `explain` and `notebook` text begins, so only the next word counts.
pub fn asks_for_help(words: &[String]) -> Option<Verb> {
    let help = |word: &String| word == "--help" || word == "-h";
    let Some(at) = words.iter().position(|word| table::entry(word).is_some()) else {
        return words.iter().any(help).then_some(Verb::Help { verb: None });
    };
    let free_text = matches!(words[at].as_str(), "explain" | "notebook");
    let asked =
        if free_text { words[..words.len().min(at + 2)].iter().any(help) } else { words.iter().any(help) };
    asked.then(|| Verb::Help { verb: Some(words[at].clone()) })
}

/// Understands the words of a line.
pub fn parse(words: &[String]) -> Result<Line, Misread> {
    Line::try_parse_from(words).map_err(|error| misread(&error, words))
}

fn language(code: &str) -> Result<Language, String> {
    match code {
        "en" | "ru" => Language::from_code(code).ok_or_else(String::new),
        _ => Err(String::new()),
    }
}

fn misread(error: &clap::Error, words: &[String]) -> Misread {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => Misread::Verb(context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => match context(ContextKind::InvalidArg) {
            word if word.starts_with('-') => Misread::Option(word),
            word if words.first() == Some(&word) => Misread::Verb(word),
            word => Misread::TooMuch(word),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let wanted = wanted(&context(ContextKind::InvalidArg), &context(ContextKind::ValidValue));
            match context(ContextKind::InvalidValue) {
                value if value.is_empty() => Misread::Missing(wanted),
                value => Misread::Value { value, wanted },
            }
        }
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => {
            Misread::Missing(wanted(&context(ContextKind::InvalidArg), ""))
        }
        _ => Misread::TooMuch(words.join(" ")),
    }
}

/// `<SEED>` and `--lang <LANG>` as a person would be told: the possible values, or the name. Several come with commas.
fn wanted(argument: &str, values: &str) -> String {
    if !values.is_empty() {
        return values.to_owned();
    }
    if argument.contains(", ") {
        return argument.split(", ").map(|argument| wanted(argument, "")).collect::<Vec<_>>().join(", ");
    }
    match argument {
        a if a.contains("--lang") || a.contains("CODE") => "en, ru".to_owned(),
        a if a.contains("--port") => "--port 3000".to_owned(),
        "<N>" => "1, 2, 3, …".to_owned(),
        "<CHAPTER>" => "02_processes".to_owned(),
        a => a.replace(['<', '>'], ""),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Format, Line, Misread, Verb, parse};

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_grammar_holds_together() {
        Line::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_behind_the_verb() {
        for line in ["--lang ru check mailbox --format json", "check mailbox --format json --lang ru"] {
            let line = parse(&words(line)).expect("parses");
            assert_eq!(line.options.lang.map(|l| l.code()), Some("ru"));
            assert!(matches!(line.verb, Some(Verb::Check { format: Format::Json, .. })));
        }
    }

    #[test]
    fn free_text_may_look_like_anything() {
        let line = parse(&words("explain it -- keeps --order, -1")).expect("parses");
        assert!(matches!(line.verb, Some(Verb::Explain { words }) if words.len() >= 4));
    }

    #[test]
    fn what_is_misread_says_which_word() {
        let of = |line: &str| parse(&words(line)).expect_err("is refused");
        assert_eq!(of("chekc mailbox"), Misread::Verb("chekc".into()));
        assert_eq!(of("check --al"), Misread::Option("--al".into()));
        assert_eq!(of("check a b"), Misread::TooMuch("b".into()));
        assert_eq!(of("lang fr"), Misread::Value { value: "fr".into(), wanted: "en, ru".into() });
        assert_eq!(
            of("list --format xml"),
            Misread::Value { value: "xml".into(), wanted: "text, json".into() }
        );
        assert_eq!(of("replay"), Misread::Missing("1, 2, 3, …".into()));
        assert_eq!(of("replay x"), Misread::Value { value: "x".into(), wanted: "1, 2, 3, …".into() });
        assert_eq!(of("author solve"), Misread::Missing("ID".into()));
        assert_eq!(of("author new"), Misread::Missing("ID, 02_processes".into()));
    }
}
