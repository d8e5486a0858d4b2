//! What the program prints: for people, or one JSON object a line.

use kv_store::command::{self, Lang, NAMES};
use kv_store::replica::Answer;
use kv_store::replicate::Report;
use node::ConnectError;
use process::Pid;
use serde_json::{Value, json};
use term::{Atom, Term};

use crate::session::Outcome;
use crate::texts;

/// How it is said.
#[derive(Clone, Copy)]
pub struct Show {
    pub lang: Lang,
    pub json: bool,
}

impl Show {
    fn say(self, outcome: Outcome, object: Value, text: &str) -> Outcome {
        if self.json {
            println!("{object}");
        } else {
            println!("{text}");
        }
        outcome
    }

    fn done(self, object: Value, text: &str) -> Outcome {
        self.say(Outcome::Done, object, text)
    }

    pub fn refusal(self, text: &str) -> Outcome {
        self.say(Outcome::Refused, json!({"ok": false, "error": text}), text)
    }

    pub fn unanswered(self) -> Outcome {
        self.refusal(texts::busy(self.lang))
    }

    pub fn answer(self, answer: Answer) -> Outcome {
        match answer {
            Answer::Done => self.done(json!({"ok": true}), "ok"),
            Answer::Value(Some(value)) => {
                let value = value.to_string();
                self.done(json!({"ok": true, "found": true, "value": value}), &value)
            }
            Answer::Value(None) => self.done(json!({"ok": true, "found": false}), texts::nothing(self.lang)),
            Answer::Found(rows) => {
                let rows: Vec<String> = rows.iter().map(Term::to_string).collect();
                let text =
                    if rows.is_empty() { texts::nothing(self.lang).to_owned() } else { rows.join("\n") };
                self.done(json!({"ok": true, "rows": rows}), &text)
            }
            Answer::Unknown => self.refusal(texts::unknown(self.lang)),
            Answer::Unavailable => self.refusal(texts::unavailable(self.lang)),
        }
    }

    pub fn names(self, what: &str, names: &[Atom]) -> Outcome {
        let names: Vec<&str> = names.iter().map(|name| name.text()).collect();
        let text = if names.is_empty() { texts::nobody(self.lang).to_owned() } else { names.join("\n") };
        self.done(json!({"ok": true, what: names}), &text)
    }

    pub fn connected(self, name: Atom) -> Outcome {
        self.done(json!({"ok": true, "node": name.text()}), "ok")
    }

    pub fn not_connected(self, error: &ConnectError) -> Outcome {
        self.refusal(&texts::not_connected(self.lang, error))
    }

    pub fn disconnected(self, name: &str, was_connected: bool) -> Outcome {
        if was_connected {
            return self.done(json!({"ok": true, "node": name}), "ok");
        }
        self.refusal(&texts::was_not_connected(self.lang, name))
    }

    pub fn whereis(self, name: &str, found: Option<(Pid, Atom)>) -> Outcome {
        match found {
            Some((pid, node)) => {
                let text = format!("{pid} {}", node.text());
                self.done(json!({"ok": true, "pid": pid.to_string(), "node": node.text()}), &text)
            }
            None => self.done(json!({"ok": true, "pid": null}), &texts::no_process(self.lang, name)),
        }
    }

    pub fn members(self, report: &Report) -> Outcome {
        let members: Vec<&str> = report.view.members.iter().map(|name| name.text()).collect();
        let (change, standing) = (report.view.epoch.number, report.standing);
        let text = texts::members(self.lang, change, &members, standing);
        self.done(json!({"ok": true, "change": change, "members": members, "this": standing}), &text)
    }

    pub fn stats(self, report: &Report, nodes: usize, processes: usize) -> Outcome {
        let (keys, waiting) = (report.keys, report.waiting);
        let text = texts::stats(self.lang, keys, nodes, processes, waiting);
        self.done(
            json!({"ok": true, "keys": keys, "nodes": nodes, "processes": processes, "waiting": waiting}),
            &text,
        )
    }

    pub fn help(self, about: Option<&'static str>) -> Outcome {
        let names = about.map_or(NAMES.to_vec(), |name| vec![name]);
        let line =
            |name: &&'static str| format!("{:<22}{}", command::usage(name), command::help(self.lang, name));
        let lines: Vec<String> = names.iter().map(line).collect();
        let object: serde_json::Map<_, _> = names
            .iter()
            .map(|name| (command::usage(name).to_owned(), Value::from(command::help(self.lang, name))))
            .collect();
        self.done(json!({"ok": true, "help": object}), &lines.join("\n"))
    }
}
