//! Stage 9: a copy everywhere, and everybody writes to whom they see.

use std::collections::BTreeMap;

use harness::{Kind, Transcript, check};
use kv_store::replica::naive::{Action, Event, Message, Naive, step};
use kv_store::replica::{Answer, Request, Row};

use super::hosts::{Core, linearizable};
use super::paper::{answer_words, get, name, put, row_words};

/// What follows from an event, in words.
fn words(node: &mut Naive, event: Event) -> Vec<String> {
    let word = |action: &Action| match action {
        Action::Send(to, Message::Store(_, rows)) => {
            let rows: Vec<String> = rows.iter().map(|(_, row)| row_words(row)).collect();
            format!("to {}: store {}", to.text(), rows.join(", "))
        }
        Action::Send(to, Message::Stored(_)) => format!("to {}: stored", to.text()),
        Action::Send(to, Message::CopyAsked) => format!("to {}: what is there?", to.text()),
        Action::Reply(client, answer) => format!("client {client}: {}", answer_words(answer)),
    };
    step(node, event).iter().map(word).collect()
}

/// A node that sees these.
fn node(me: &str, seen: &str) -> Naive {
    let mut node = Naive::new(name(me), 0);
    for other in seen.split_whitespace() {
        let _ = step(&mut node, Event::NodeUp(name(other)));
    }
    node
}

/// Three nodes and clients, played by hand and shown in the trace: a copy that a cut has left behind.
struct Played<'t> {
    t: &'t Transcript,
    nodes: BTreeMap<&'static str, Naive>,
}

impl Played<'_> {
    fn shows(&self, at: &str, to: &str, label: &str) {
        self.t.shows(at, Kind::Send { to: to.to_owned(), label: label.to_owned() });
    }

    fn ask(&mut self, client: &str, at: &'static str, what: &str, request: Request) {
        self.shows(client, at, what);
        self.step(at, client, Event::Asked { client: 1, request });
    }

    /// One event at a node, and all that follows from it.
    fn step(&mut self, at: &'static str, client: &str, event: Event) {
        for action in step(self.nodes.get_mut(at).expect("one of the three"), event) {
            match action {
                Action::Reply(_, answer) => self.shows(at, client, &answer_words(&answer)),
                Action::Send(to, message) => {
                    let label = match &message {
                        Message::Store(_, rows) => {
                            let value = |(_, row): &(_, Row)| row.value.as_ref().map(ToString::to_string);
                            format!("store {}", rows.iter().filter_map(value).collect::<String>())
                        }
                        Message::Stored(_) => "stored".to_owned(),
                        Message::CopyAsked => "what is there?".to_owned(),
                    };
                    self.shows(at, to.text(), &label);
                    let to = self.nodes.keys().copied().find(|node| *node == to.text());
                    self.step(to.expect("one of the three"), client, Event::Arrived(name(at), message));
                }
            }
        }
    }

    fn part(&mut self, one: &'static str, other: &'static str) {
        for (at, gone) in [(one, other), (other, one)] {
            self.t.shows(at, Kind::Note { line: format!("nodedown {gone}") });
            self.step(at, "nobody", Event::NodeDown(name(gone)));
        }
    }
}

#[test]
fn a_write_is_done_when_all_that_are_seen_have_it() {
    check("forgets_the_others", |t| {
        let mut a = node("a", "b c");
        let asked = words(&mut a, Event::Asked { client: 1, request: put(1) });
        let number = 1; // the first write
        let says = |word: &str| asked.iter().any(|line| line.contains(word));
        let sent = says("store"); // who sends nothing has another mistake
        t.suspect_if(says("done") && sent, "done_too_early");
        asked.into_iter().for_each(|line| t.line(line));
        for other in ["b", "c", "c"] {
            t.line(format!("{other} has stored it"));
            let said = Event::Arrived(name(other), Message::Stored(number));
            words(&mut a, said).into_iter().for_each(|line| t.line(line));
        }
        let early =
            t.lines().iter().take_while(|line| *line != "c has stored it").any(|line| line.contains("done"));
        t.suspect_if(early && sent, "done_too_early");
        t.expect(
            "transcript",
            &[
                "to b: store 1 (version 1 of a)",
                "to c: store 1 (version 1 of a)",
                "b has stored it",
                "c has stored it",
                "client 1: done",
                "c has stored it",
            ],
        );
    });
}

#[test]
fn nobody_waits_for_a_node_that_is_gone() {
    check("forgets_the_others", |t| {
        let mut a = node("a", "b c");
        let _ = step(&mut a, Event::Asked { client: 1, request: put(1) });
        for other in ["b", "c"] {
            t.line(format!("{other} is gone"));
            words(&mut a, Event::NodeDown(name(other))).into_iter().for_each(|line| t.line(line));
        }
        t.line("alone");
        words(&mut a, Event::Asked { client: 2, request: put(2) }).into_iter().for_each(|line| t.line(line));
        t.suspect_if(!t.lines().iter().any(|line| line == "client 2: done"), "waits_for_nobody");
        let nodes =
            BTreeMap::from([("a", node("a", "b c")), ("b", node("b", "a c")), ("c", node("c", "a b"))]);
        let mut played = Played { t, nodes };
        played.ask("client", "a", "put 1", put(1));
        played.part("a", "c");
        played.part("b", "c");
        played.ask("client", "a", "put 2", put(2));
        played.ask("client", "b", "get", get());
        played.ask("client", "c", "get", get());
        t.expect("transcript", &["b is gone", "c is gone", "client 1: done", "alone", "client 2: done"]);
    });
}

#[test]
fn the_newer_of_two_writes_stays_whatever_comes_first() {
    check("forgets_the_others", |t| {
        let mut a = node("a", "");
        let mut b = node("b", "a");
        let _ = step(&mut a, Event::Asked { client: 1, request: put(1) });
        let _ = step(&mut a, Event::Asked { client: 1, request: put(2) });
        for action in step(&mut a, Event::Arrived(name("b"), Message::CopyAsked)) {
            if let Action::Send(_, message) = action {
                words(&mut b, Event::Arrived(name("a"), message)).into_iter().for_each(|line| t.line(line));
            }
        }
        let asked = words(&mut b, Event::Asked { client: 2, request: put(3) });
        asked.into_iter().for_each(|line| t.line(line));
        let read = step(&mut b, Event::Asked { client: 2, request: get() });
        let answers = read.iter().filter_map(|action| match action {
            Action::Reply(_, Answer::Value(Some(value))) => Some(format!("b reads {value}")),
            _ => None,
        });
        answers.for_each(|line| t.line(line));
        t.expect("transcript", &["to a: stored", "to a: store 3 (version 3 of b)", "b reads 3"]);
    });
}

#[test]
fn a_copy_everywhere_is_right_until_a_cable_is_cut() {
    check("forgets_the_others", |t| {
        t.line(format!("without a cut: {} of 20", linearizable(Core::Naive, false)));
        let with = linearizable(Core::Naive, true);
        t.line(format!("with a cut: {}", if with <= 2 { "few" } else { "many" }));
        t.expect("transcript", &["without a cut: 20 of 20", "with a cut: few"]);
    });
}
