//! What the program says, in both languages side by side.

use kv_store::command::Lang;
use node::{ConnectError, StartError};

macro_rules! lines {
    ($($(#[$about:meta])* $name:ident: $en:literal, $ru:literal;)*) => {$(
        $(#[$about])*
        pub fn $name(lang: Lang) -> &'static str {
            lang.of($en, $ru)
        }
    )*};
}

lines! {
    nothing: "nothing", "ничего нет";
    nobody: "no nodes", "узлов нет";
    busy: "no answer in time: this node is too busy", "ответа нет: этот узел слишком занят";
    unknown: "unknown: the time is over, and it may have been written or not; `get` will tell",
        "неизвестно: время вышло, и запись могла состояться, а могла и нет; покажет `get`";
    broken: "the copy of this node has ended by a mistake of its own; the node has left the store: start it again with --join",
        "копия этого узла завершилась из-за собственной ошибки, и узел вышел из хранилища: запусти его снова с --join";
    unavailable: "unavailable: too few members answered in time; nothing was changed",
        "недоступно: вовремя ответило слишком мало участников; ничего не изменилось";
}

pub fn bad_join(lang: Lang, via: &str) -> String {
    match lang {
        Lang::En => format!("--join expects another node, as b@127.0.0.1; got {via}"),
        Lang::Ru => format!("--join ждёт другой узел, например b@127.0.0.1; дан {via}"),
    }
}

pub fn not_started(lang: Lang, name: &str, error: &StartError) -> String {
    match (lang, error) {
        (Lang::En, StartError::Name(_)) => {
            format!("--name expects the name of a node, as a@127.0.0.1; got {name}")
        }
        (Lang::Ru, StartError::Name(_)) => format!("--name ждёт имя узла, например a@127.0.0.1; дано {name}"),
        (Lang::En, StartError::Epmd(epmd::Error::Taken(_))) => {
            format!("the name {name} is in use by another node; choose another one, or stop that node")
        }
        (Lang::Ru, StartError::Epmd(epmd::Error::Taken(_))) => {
            format!("имя {name} занято другим узлом; выбери другое или останови тот узел")
        }
        (Lang::En, StartError::Listen { host, port, cause }) => {
            format!("cannot listen on {host}:{port}: {cause}")
        }
        (Lang::Ru, StartError::Listen { host, port, cause }) => {
            format!("слушать {host}:{port} не получается: {cause}")
        }
        (Lang::En, error) => format!("the node {name} did not start: {error}"),
        (Lang::Ru, error) => format!("узел {name} не запустился: {error}"),
    }
}

pub fn not_connected(lang: Lang, error: &ConnectError) -> String {
    match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Ru, ConnectError::Name(name)) => format!("нужно имя узла, например b@127.0.0.1: {name}"),
        (Lang::Ru, ConnectError::Stopped) => "этот узел уже остановлен".to_owned(),
        (Lang::Ru, ConnectError::NotRunning(node)) => format!("узла {node} нет"),
        (Lang::Ru, ConnectError::Failed { node, cause }) => {
            format!("с узлом {node} не соединиться; совпадает ли cookie? ({cause})")
        }
    }
}

pub fn was_not_connected(lang: Lang, name: &str) -> String {
    match lang {
        Lang::En => format!("there is no connection with {name}; nothing was changed"),
        Lang::Ru => format!("соединения с {name} нет; ничего не изменилось"),
    }
}

pub fn not_let_in(lang: Lang, via: &str) -> String {
    match lang {
        Lang::En => {
            format!("{via} is there, and its store lets nobody in: is a majority of its members running?")
        }
        Lang::Ru => {
            format!("{via} на месте, но хранилище никого не впускает: работает ли большинство участников?")
        }
    }
}

pub fn no_process(lang: Lang, name: &str) -> String {
    match lang {
        Lang::En => format!("nobody is called {name}"),
        Lang::Ru => format!("имени {name} нет ни у кого"),
    }
}

pub fn members(lang: Lang, change: u64, members: &[&str], standing: &str) -> String {
    let all = members.join(" ");
    match lang {
        Lang::En => format!("members since change {change}: {all}; this node: {standing}"),
        Lang::Ru => {
            let standing = match standing {
                "joining" => "входит",
                "recovering" => "вспоминает",
                _ => "участник",
            };
            format!("участники после изменения {change}: {all}; этот узел: {standing}")
        }
    }
}

pub fn stats(lang: Lang, keys: usize, nodes: usize, processes: usize, waiting: usize) -> String {
    match lang {
        Lang::En => {
            format!("keys: {keys}, nodes: {nodes}, processes: {processes}, requests that wait: {waiting}")
        }
        Lang::Ru => {
            format!("ключей: {keys}, узлов: {nodes}, процессов: {processes}, ждут ответа запросов: {waiting}")
        }
    }
}
