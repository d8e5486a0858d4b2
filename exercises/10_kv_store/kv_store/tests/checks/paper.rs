//! Replicas on paper: letters lie on a table until a check carries them, and everything is written down.

use std::collections::BTreeMap;

use harness::{Kind, Transcript};
use kv_store::replica::majority::{self, Action, Ask, Event, Letter, Majority, Said, Tell};
use kv_store::replica::{Answer, Epoch, Name, Request, Row, View};
use term::{Atom, Term, term};

/// Members of a store, and letters that nobody has carried yet.
pub struct Paper {
    pub now: u64,
    pub members: BTreeMap<Name, Majority>,
    letters: Vec<(Name, Letter)>,
    lines: Vec<String>,
    /// The same for the picture: who does what, to whom.
    events: Vec<(String, Kind)>,
}

pub fn name(text: &str) -> Name {
    Atom::new(text)
}

pub fn view(members: &str) -> View {
    View { epoch: Epoch { number: 1, born: 0 }, members: members.split_whitespace().map(name).collect() }
}

pub fn put(value: i64) -> Request {
    Request::Put(term!(:x), Term::from(value))
}

pub fn get() -> Request {
    Request::Get(term!(:x))
}

impl Paper {
    pub fn new(members: &str) -> Self {
        let list = view(members);
        let members = list.members.iter().map(|one| (*one, Majority::of(*one, 0, list.clone())));
        Self {
            now: 1,
            members: members.collect(),
            letters: Vec::new(),
            lines: Vec::new(),
            events: Vec::new(),
        }
    }

    /// A client of this member asks, and waits for a second.
    pub fn ask(&mut self, at: &str, request: Request) {
        let what = match &request {
            Request::Put(_, value) => format!("put {value}"),
            Request::Get(_) => "get".to_owned(),
            Request::Delete(_) => "delete".to_owned(),
            Request::Select(..) => "select".to_owned(),
        };
        self.lines.push(format!("{at} is asked: {what}"));
        self.event("client", Kind::Send { to: at.to_owned(), label: what });
        self.step(at, Event::Asked { client: 1, request, limit: 1_000 });
    }

    pub fn step(&mut self, at: &str, event: Event) {
        let member = self.members.get_mut(&name(at)).expect("a member of this check");
        for action in majority::step(member, event, self.now) {
            match action {
                Action::Send(to, letter) => self.letters.push((to, letter)),
                Action::Reply(_, answer) => {
                    self.lines.push(format!("{at} answers: {}", answer_words(&answer)));
                    self.event(at, Kind::Send { to: "client".to_owned(), label: answer_words(&answer) });
                }
                Action::WakeAt(_) => {}
            }
        }
    }

    /// Carries the letters that may pass, until there is none. The others are lost.
    pub fn carry(&mut self, passes: impl Fn(&str, &str, &Said) -> bool) {
        while !self.letters.is_empty() {
            let (to, letter) = self.letters.remove(0);
            let from = letter.from.text();
            let arrives = passes(from, to.text(), &letter.said);
            if let Some(label) = words(&letter.said) {
                let label = label.replace("(version ", "(").replace(" rows", " in all"); // less room in a picture
                let to = to.text().to_owned();
                let kind = if arrives { Kind::Send { to, label } } else { Kind::Dropped { to, label } };
                self.event(from, kind);
            }
            if arrives {
                if let Some(words) = words(&letter.said) {
                    self.lines.push(format!("{from} -> {}: {words}", to.text()));
                }
                self.step(to.text(), Event::Arrived(letter));
            }
        }
    }

    /// So much later, everybody looks at the clock.
    pub fn later(&mut self, millis: u64) {
        self.now += millis;
        for one in self.members.keys().copied().collect::<Vec<_>>() {
            self.step(one.text(), Event::Woken);
        }
    }

    /// A member is killed, and started again under its name: what lay on the table is lost.
    pub fn start_again(&mut self, at: &str, via: &str) {
        self.letters.clear();
        self.lines.push(format!("{at} is started again"));
        self.event(at, Kind::Note { line: "is started again, and empty".to_owned() });
        self.members.insert(name(at), Majority::joining(name(at), 1_000 + self.now, name(via)));
        self.step(at, Event::Woken);
    }

    pub fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn event(&mut self, at: &str, kind: Kind) {
        self.events.push((at.to_owned(), kind));
    }

    /// Shows in the trace what has happened.
    pub fn draw(&mut self, t: &Transcript) {
        self.events.drain(..).for_each(|(at, kind)| t.shows(&at, kind));
    }

    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    pub fn show(&self, t: &mut Transcript) {
        for line in &self.lines {
            t.line(line);
        }
    }
}

/// All letters pass between these members.
pub fn among(members: &'static str) -> impl Fn(&str, &str, &Said) -> bool {
    move |from, to, _| members.contains(from) && members.contains(to)
}

pub fn is_store(said: &Said) -> bool {
    matches!(said, Said::Ask(_, Ask::Store(_)))
}

pub fn answer_words(answer: &Answer) -> String {
    match answer {
        Answer::Done => "done".to_owned(),
        Answer::Value(None) => "nothing".to_owned(),
        Answer::Value(Some(value)) => value.to_string(),
        Answer::Found(rows) => format!("{} rows", rows.len()),
        Answer::Unknown => "unknown".to_owned(),
        Answer::Unavailable => "unavailable".to_owned(),
    }
}

pub fn row_words(row: &Row) -> String {
    let value = row.value.as_ref().map_or("deleted".to_owned(), Term::to_string);
    format!("{value} (version {} of {})", row.version.counter, row.version.node.text())
}

/// What is asked and told about rows; the list of members is no concern of most checks.
fn words(said: &Said) -> Option<String> {
    Some(match said {
        Said::Ask(_, Ask::Newest(_)) => "what is newest?".to_owned(),
        Said::Ask(_, Ask::Store(rows)) => {
            format!("store {}", rows.iter().map(|(_, row)| row_words(row)).collect::<Vec<_>>().join(", "))
        }
        Said::Ask(_, Ask::Page(_)) => "tell me everything".to_owned(),
        Said::Tell(_, Tell::Newest(None)) => "nothing".to_owned(),
        Said::Tell(_, Tell::Newest(Some(row))) => row_words(row),
        Said::Tell(_, Tell::Page(page)) => format!("{} rows", page.rows.len()),
        Said::Tell(_, Tell::Stored) => "stored".to_owned(),
        _ => return None,
    })
}
