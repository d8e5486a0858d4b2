//! What can be done to the nodes of a lab, typed as it is done: `cut x | y z`.

use super::{COOKIE, Nodes};
use crate::machine::Machine;
use crate::setup::{Job, Lab, Text};

/// The longest name of a node: names stand in columns.
const LONGEST: usize = 12;

impl<M: Machine> Nodes<M> {
    pub(super) fn orders(&self, lab: Lab) -> Lab {
        let order = |act: fn(&Self, &[&str]) -> Result<Job, String>| {
            let nodes = self.clone();
            move |words: &[&str]| act(&nodes, words)
        };
        let about = |en, ru| Text { en, ru };
        lab.order(
            "start NODE [hidden] [cookie TEXT]",
            about("start a node", "запустить узел"),
            order(Self::order_start),
        )
        .order(
            "stop NODE",
            about(
                "its program ends, and its connections with it",
                "его программа завершается, а с ней и соединения",
            ),
            order(|nodes, words| nodes.order_end(words, "stop")),
        )
        .order(
            "crash NODE",
            about("its host loses power: nobody is told", "его машина без питания: никто не узнаёт"),
            order(|nodes, words| nodes.order_end(words, "crash")),
        )
        .order(
            "connect NODE NODE …",
            about("the first calls the others", "первый зовёт остальных"),
            order(Self::order_connect),
        )
        .order(
            "disconnect NODE NODE …",
            about("the first ends its connections with the others", "первый рвёт соединения с остальными"),
            order(Self::order_disconnect),
        )
        .order(
            "cut NODE … | NODE …",
            about("pull the cables between two sides", "выдернуть кабели между двумя сторонами"),
            order(Self::order_cut),
        )
        .order(
            "cut NODE > NODE",
            about("the second hears nothing from the first", "второй не слышит первого"),
            order(Self::order_cut),
        )
        .order("heal", about("all cables are whole", "все кабели целы"), order(Self::order_heal))
        .order("who", about("who sees whom", "кто кого видит"), order(Self::order_who))
    }

    fn order_start(&self, words: &[&str]) -> Result<Job, String> {
        let (name, rest) = words.split_first().ok_or("")?;
        let (hidden, cookie) = match rest {
            [] => (false, COOKIE),
            ["hidden"] => (true, COOKIE),
            ["cookie", cookie] => (false, *cookie),
            ["hidden", "cookie", cookie] => (true, *cookie),
            _ => return Err(String::new()),
        };
        let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            && name.len() <= LONGEST;
        if !fits {
            let expected = self.say(
                "expected the name of a node, lower-case letters and digits such as `w`; got",
                "ожидается имя узла из строчных латинских букв и цифр, например `w`; набрано",
            );
            return Err(format!("{expected} `{name}`"));
        }
        if self.up().contains_key(*name) {
            return Err(format!("`{name}` {}", self.say("is up already", "уже запущен")));
        }
        let (nodes, name, cookie) = (self.clone(), (*name).to_owned(), cookie.to_owned());
        Ok(Box::pin(async move {
            let started = nodes.start(&name, hidden, &cookie).await;
            Some(started.err().unwrap_or_else(|| format!("{name} {}", nodes.say("is up", "запущен"))))
        }))
    }

    fn order_end(&self, words: &[&str], reason: &'static str) -> Result<Job, String> {
        let [name] = self.known(words)?[..] else { return Err(String::new()) };
        let (nodes, name) = (self.clone(), name.to_owned());
        Ok(Box::pin(async move {
            nodes.end(&name, reason);
            Some(
                match reason {
                    "crash" => nodes.say(
                        "it says nothing more; the others notice after a second of silence",
                        "он замолчал; остальные заметят через секунду тишины",
                    ),
                    _ => nodes.say("it has closed its connections", "он закрыл свои соединения"),
                }
                .to_owned(),
            )
        }))
    }

    fn order_connect(&self, words: &[&str]) -> Result<Job, String> {
        let (first, others) = words.split_first().ok_or("")?;
        let [from] = self.known(&[first])?[..] else { return Err(String::new()) };
        let machine = self.machine(from).ok_or("")?;
        if self.cabled(others)?.is_empty() {
            return Err(String::new());
        }
        // Whoever calls a node that does not run learns it from the node.
        let calls: Vec<(String, Job)> =
            others.iter().map(|other| (format!("{from} {other}: "), machine.connect(other))).collect();
        Ok(Box::pin(async move {
            let mut lines = Vec::new();
            for (pair, call) in calls {
                lines.push(pair + &call.await?);
            }
            Some(lines.join("\n"))
        }))
    }

    fn order_disconnect(&self, words: &[&str]) -> Result<Job, String> {
        let [from, ref others @ ..] = self.known(words)?[..] else { return Err(String::new()) };
        let machine = self.machine(from).ok_or("")?;
        if others.is_empty() {
            return Err(String::new());
        }
        let (nodes, from) = (self.clone(), from.to_owned());
        let others: Vec<String> = others.iter().map(|other| (*other).to_owned()).collect();
        Ok(Box::pin(async move {
            let said = |other: &String| {
                let said = match machine.disconnect(other) {
                    true => nodes.say("disconnected", "соединение закрыто"),
                    false => nodes.say("there was no connection", "соединения и не было"),
                };
                format!("{from} {other}: {said}")
            };
            Some(others.iter().map(said).collect::<Vec<_>>().join("\n"))
        }))
    }

    fn order_cut(&self, words: &[&str]) -> Result<Job, String> {
        // `cut x|y` and `cut x y` are meant well too.
        let line = words.join(" ").replace('|', " | ").replace('>', " > ");
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|word| ["|", ">"].contains(word));
        let (from, mark, to) = match (at, &words[..]) {
            (Some(at), words) => (&words[..at], words[at], &words[at + 1..]),
            (None, [_, _]) => (&words[..1], "|", &words[1..]),
            _ => return Err(String::new()),
        };
        if from.is_empty() || to.is_empty() {
            return Err(String::new());
        }
        let (from, to) = (self.cabled(from)?, self.cabled(to)?);
        if from.iter().any(|name| to.contains(name)) {
            return Err(String::new());
        }
        self.0.cables.cut(&from, &to);
        if mark == "|" {
            self.0.cables.cut(&to, &from);
        }
        let said = self.say(
            "nothing arrives there now; the nodes notice after a second of silence",
            "теперь там ничего не доходит; узлы заметят это через секунду тишины",
        );
        Ok(Box::pin(async move { Some(said.to_owned()) }))
    }

    fn order_heal(&self, words: &[&str]) -> Result<Job, String> {
        if !words.is_empty() {
            return Err(String::new());
        }
        self.0.cables.heal();
        let said = self.say(
            "all cables are whole; what was on its way arrives",
            "все кабели целы; то, что было в пути, доходит",
        );
        Ok(Box::pin(async move { Some(said.to_owned()) }))
    }

    fn order_who(&self, words: &[&str]) -> Result<Job, String> {
        if !words.is_empty() {
            return Err(String::new());
        }
        let who = self.who();
        Ok(Box::pin(async move { Some(who) }))
    }

    /// All of these are up, or the line that says which is not.
    fn known<'a>(&self, words: &[&'a str]) -> Result<Vec<&'a str>, String> {
        let up = self.names();
        match words.iter().find(|word| !up.iter().any(|name| name == *word)) {
            _ if words.is_empty() => Err(String::new()),
            None => Ok(words.to_vec()),
            Some(word) => {
                let (none, are) = (self.say("there is no node", "нет узла"), self.say("up:", "запущены:"));
                Err(format!("{none} `{word}`; {are} {}", up.join(", ")))
            }
        }
    }

    /// Cables lead to every host that ever had a node.
    fn cabled<'a>(&self, words: &[&'a str]) -> Result<Vec<&'a str>, String> {
        if words.iter().all(|word| self.knows(word)) { Ok(words.to_vec()) } else { self.known(words) }
    }

    // ---- who sees whom

    /// The matrix of who sees whom, and which cables are cut.
    #[must_use]
    pub fn who(&self) -> String {
        let up = self.up();
        let width = up.keys().map(String::len).max().unwrap_or(0);
        let head: String = up.keys().map(|name| format!(" {name:>width$}")).collect();
        let mut lines = vec![format!("{:width$}{head}", "")];
        for (name, node) in up.iter() {
            let [seen, hidden] = node.machine.sees();
            let mark = |other: &String| match () {
                () if other == name => "·",
                () if seen.contains(other) => "+",
                () if hidden.contains(other) => "h",
                () => "-",
            };
            let marks: String = up.keys().map(|other| format!(" {:>width$}", mark(other))).collect();
            lines.push(format!("{name:width$}{marks}"));
        }
        let legend =
            self.say("+ sees, h sees as hidden, - does not see", "+ видит, h видит как скрытый, - не видит");
        lines.push(legend.to_owned());
        let silent = |from: &String, to: &String| from != to && !self.0.cables.passes(from, to);
        let cuts = up.keys().flat_map(|from| up.keys().map(move |to| (from, to)));
        let cuts: Vec<String> =
            cuts.filter(|(from, to)| silent(from, to)).map(|(from, to)| format!("{from} > {to}")).collect();
        if !cuts.is_empty() {
            lines.push(format!("{} {}", self.say("cut:", "не доходит:"), cuts.join(", ")));
        }
        lines.join("\n")
    }
}
