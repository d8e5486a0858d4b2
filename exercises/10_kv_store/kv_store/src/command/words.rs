//! What the program says about commands, in both languages side by side.
//!
//! Chapter: `kv_store`.

use super::{CommandError, NAMES};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// The one of two texts that is in this language.
    #[must_use]
    pub fn of<'a>(self, en: &'a str, ru: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }
}

/// How a command is written.
#[must_use]
pub fn usage(name: &'static str) -> &'static str {
    match name {
        "put" => "put KEY VALUE",
        "get" => "get KEY",
        "delete" => "delete KEY",
        "select" => "select SPEC [LIMIT]",
        "connect" => "connect NODE",
        "disconnect" => "disconnect NODE",
        "whereis" => "whereis NAME",
        "help" => "help [COMMAND]",
        other => other,
    }
}

/// What a command does.
#[must_use]
pub fn help(lang: Lang, name: &str) -> &'static str {
    let (en, ru) = match name {
        "put" => (
            "from now on KEY has this VALUE, on all nodes; terms as in Elixir, a bare word is a string",
            "теперь под KEY лежит VALUE, на всех узлах; термы — как в Elixir, слово без кавычек — строка",
        ),
        "get" => ("the value of KEY, or nothing", "значение под KEY, если оно есть"),
        "delete" => ("from now on KEY has no value", "теперь под KEY ничего нет"),
        "select" => (
            "what a match specification makes of the rows {KEY, VALUE}, LIMIT results at most",
            "что спецификация сопоставления делает из строк {KEY, VALUE}; не больше LIMIT результатов",
        ),
        "nodes" => ("the nodes that this one is connected with", "узлы, с которыми соединён этот"),
        "connect" => (
            "connect with NODE; a node that is alone in its store joins the store of NODE",
            "соединиться с NODE; узел, который в своём хранилище один, войдёт в хранилище NODE",
        ),
        "disconnect" => ("end the connection with NODE", "разорвать соединение с NODE"),
        "whereis" => (
            "the process that has this NAME, here or in the whole cluster",
            "процесс с именем NAME — на этом узле или во всём кластере",
        ),
        "members" => (
            "who belongs to the store, and since which change",
            "кто входит в хранилище и с какого изменения",
        ),
        "stats" => ("how many keys and processes there are here", "сколько здесь ключей и процессов"),
        "help" => ("all commands, or one of them", "все команды или одна из них"),
        "quit" => ("stop this node", "остановить этот узел"),
        _ => ("", ""),
    };
    lang.of(en, ru)
}

impl CommandError {
    /// The error as one line.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let names = NAMES.join(", ");
        let text = match (lang, self) {
            (Lang::En, Self::Unknown(name)) => format!("unknown command `{name}`; expected {names}"),
            (Lang::Ru, Self::Unknown(name)) => format!("нет команды `{name}`; есть {names}"),
            (Lang::En, Self::Usage(name)) => format!("expected `{}`", usage(name)),
            (Lang::Ru, Self::Usage(name)) => format!("нужно `{}`", usage(name)),
            (Lang::En, Self::Torn(open)) => format!("`{open}` is never closed"),
            (Lang::Ru, Self::Torn(open)) => format!("`{open}` не закрыта до конца строки"),
            (Lang::En, Self::NoTerm(word, error)) => format!("expected a term, got `{word}`: {error}"),
            (Lang::Ru, Self::NoTerm(word, error)) => {
                format!("нужен терм, а здесь `{word}`: ошибка в столбце {} ({})", error.column, error.problem)
            }
            (Lang::En, Self::NoSpec(problem)) => {
                format!(
                    "expected a match specification, as [{{{{:\"$1\", :\"$2\"}}, [], [:\"$_\"]}}]: {problem}"
                )
            }
            (Lang::Ru, Self::NoSpec(problem)) => format!(
                "нужна спецификация сопоставления, например [{{{{:\"$1\", :\"$2\"}}, [], [:\"$_\"]}}]: {problem}"
            ),
            (Lang::En, Self::NoLimit(word)) => format!("expected a limit of 1 or more, got `{word}`"),
            (Lang::Ru, Self::NoLimit(word)) => format!("нужен предел от 1, а здесь `{word}`"),
            (Lang::En, Self::NoNode(word)) => format!("expected a node, as b@127.0.0.1, got `{word}`"),
            (Lang::Ru, Self::NoNode(word)) => format!("нужен узел, например b@127.0.0.1, а здесь `{word}`"),
        };
        text + lang.of("; nothing was changed", "; ничего не изменилось")
    }
}
