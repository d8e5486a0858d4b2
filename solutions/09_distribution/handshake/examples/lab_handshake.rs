//! A handshake step by step: who sends what, and what becomes of it with another cookie, an old connection, two calls.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::process::ExitCode;
use std::rc::Rc;

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Standing, flags};
use lab::{Job, Lab, Stage, Text};

const ABOUT: Text = Text {
    en: "Two nodes, `a` and `b`; how they speak is your code, what lies on the wire waits for you. Try `dial a`, `step`, \
         `step`, …, or `run`; then `cookie b other`, `dial a`, `run`; then `cookie b secret`, `old b` (b takes an old \
         connection with a for alive), `dial a`, `run`; then `new`, `dial a`, `dial b`, `run` (both at once).",
    ru: "Два узла, `a` и `b`; говорят они твоим кодом, а то, что легло на провод, ждёт тебя. Попробуй `dial a`, `step`, \
         `step`, … или `run`; потом `cookie b other`, `dial a`, `run`; потом `cookie b secret`, `old b` (b считает живым \
         старое соединение с a), `dial a`, `run`; потом `new`, `dial a`, `dial b`, `run` (оба сразу).",
};

/// More steps than any handshake has.
const MOST: usize = 40;

/// One of the two, by its place.
type Who = usize;
const NAMES: [&str; 2] = ["a", "b"];

/// A call: one side has opened it, the other answers.
struct Call {
    from: Who,
    initiator: Initiator,
    acceptor: Acceptor,
    /// Whether each of the two still listens.
    open: [bool; 2],
}

/// A frame on the wire, or the end of the connection.
struct Frame {
    call: usize,
    from: Who,
    bytes: Option<Vec<u8>>,
}

/// The two nodes, and the wire between them.
struct Wire {
    cookies: [String; 2],
    /// Whether the node believes that it is connected with the other.
    connected: [bool; 2],
    /// Whether it lets the other in.
    refuses: [bool; 2],
    calls: Vec<Call>,
    frames: VecDeque<Frame>,
    challenges: u32,
    stage: Stage,
}

impl Wire {
    fn new(stage: &Stage) -> Self {
        let secret = || "secret".to_owned();
        let (calls, frames) = (Vec::new(), VecDeque::new());
        let [connected, refuses] = [[false; 2]; 2];
        Self {
            cookies: [secret(), secret()],
            connected,
            refuses,
            calls,
            frames,
            challenges: 0,
            stage: stage.clone(),
        }
    }

    fn say(&self, en: &'static str, ru: &'static str) -> &'static str {
        self.stage.say(en, ru)
    }

    /// A challenge; in a real node nobody can guess it.
    fn challenge(&mut self) -> u32 {
        self.challenges = self.challenges.wrapping_add(1);
        self.challenges.wrapping_mul(2_654_435_761)
    }

    fn dial(&mut self, from: Who) -> String {
        let identity =
            |who: Who| Identity { name: format!("{0}@{0}", NAMES[who]), flags: flags::VISIBLE, creation: 1 };
        let to = 1 - from;
        let initiator =
            Initiator::new(identity(from), &identity(to).name, &self.cookies[from].clone(), self.challenge());
        let acceptor = Acceptor::new(identity(to), &self.cookies[to].clone(), self.challenge());
        self.calls.push(Call { from, initiator, acceptor, open: [true; 2] });
        let mut lines =
            vec![format!("{} {}", NAMES[from], self.say("opens a connection", "открывает соединение"))];
        self.fact(self.calls.len() - 1, from, Fact::Opened, &mut lines);
        lines.join("\n")
    }

    /// Tells one side of a call what has happened, and does what it says.
    fn fact(&mut self, call: usize, who: Who, fact: Fact, lines: &mut Vec<String>) {
        let mut facts = VecDeque::from([fact]);
        while let Some(fact) = facts.pop_front() {
            let of = &mut self.calls[call];
            let actions = if who == of.from { of.initiator.step(fact) } else { of.acceptor.step(fact) };
            for action in actions {
                if let Some(fact) = self.act(call, who, action, lines) {
                    facts.push_back(fact);
                }
            }
        }
    }

    fn act(&mut self, call: usize, who: Who, action: Action, lines: &mut Vec<String>) -> Option<Fact> {
        let me = NAMES[who];
        match action {
            Action::Send(bytes) => {
                lines.push(format!(
                    "  {me} {}: {}",
                    self.say("sends", "посылает"),
                    self.described(call, who, &bytes)
                ));
                self.frames.push_back(Frame { call, from: who, bytes: Some(bytes) });
                None
            }
            Action::Judge { .. } => {
                let standing = self.standing(who);
                lines.push(format!(
                    "  {me} {}: {standing:?}",
                    self.say("judges the caller", "оценивает звонящего")
                ));
                Some(Fact::Judged(standing))
            }
            Action::DropOwnAttempt => {
                lines.push(format!("  {me} {}", self.say("gives up its own call", "бросает свой звонок")));
                let own = self.calls.iter().rposition(|call| call.from == who && call.open[who]);
                own.into_iter().for_each(|own| self.close(own, who));
                None
            }
            Action::DropOld => {
                self.connected[who] = false;
                lines.push(format!(
                    "  {me} {}",
                    self.say("ends the old connection", "закрывает старое соединение")
                ));
                None
            }
            Action::Done(peer) => {
                self.connected[who] = true;
                lines.push(format!("  {me} {} {}", self.say("believes", "верит узлу"), peer.name));
                None
            }
            Action::Close(refusal) => {
                self.close(call, who);
                lines.push(format!(
                    "  {me} {}: {refusal}",
                    self.say("closes the connection", "закрывает соединение")
                ));
                None
            }
        }
    }

    /// What is on its way still arrives, and behind it that this was all.
    fn close(&mut self, call: usize, who: Who) {
        self.calls[call].open[who] = false;
        self.frames.push_back(Frame { call, from: who, bytes: None });
    }

    fn standing(&self, who: Who) -> Standing {
        match () {
            () if self.refuses[who] => Standing::NotAllowed,
            () if self.connected[who] => Standing::Connected,
            () if self.calls.iter().any(|call| call.from == who && call.open[who]) => Standing::Connecting,
            () => Standing::Unknown,
        }
    }

    /// The next frame arrives; `None` when there is none.
    fn step(&mut self) -> Option<String> {
        let frame = loop {
            let frame = self.frames.pop_front()?;
            if self.calls[frame.call].open[1 - frame.from] {
                break frame;
            }
        };
        let to = 1 - frame.from;
        let mut lines = vec![format!("{} -> {}", NAMES[frame.from], NAMES[to])];
        match frame.bytes {
            Some(bytes) => self.fact(frame.call, to, Fact::Came(bytes), &mut lines),
            None => {
                self.calls[frame.call].open[to] = false;
                lines.push(format!(
                    "  {} {}",
                    NAMES[to],
                    self.say("hears that it is closed", "слышит, что оно закрыто")
                ));
            }
        }
        if self.frames.is_empty() {
            self.calls.clear(); // nobody has more to say
        }
        Some(lines.join("\n"))
    }

    /// A frame in words, with its bytes.
    fn described(&self, call: usize, from: Who, bytes: &[u8]) -> String {
        let caller = self.calls[call].from == from;
        let what = match (bytes.first(), caller) {
            (Some(b'N'), true) => self.say("its name", "своё имя"),
            (Some(b'N'), false) => self.say("its name and a challenge", "своё имя и вызов"),
            (Some(b's'), _) => self.say("a status", "статус"),
            (Some(b'r'), _) => self.say("an answer and a challenge of its own", "ответ и свой вызов"),
            (Some(b'a'), _) => self.say("an answer", "ответ"),
            _ => self.say("something", "что-то"),
        };
        format!("{what}  {}", bytes.escape_ascii())
    }

    fn state(&self) -> String {
        let node = |who: Who| {
            let connected = match self.connected[who] {
                true => self.say("connected", "соединён"),
                false => self.say("not connected", "не соединён"),
            };
            let refuses = if self.refuses[who] {
                self.say(", lets nobody in", ", никого не впускает")
            } else {
                ""
            };
            format!("{}: cookie {}, {connected}{refuses}", NAMES[who], self.cookies[who])
        };
        let on = self.say("frames on the wire", "кадров на проводе");
        format!("{}\n{}\n{on}: {}", node(0), node(1), self.frames.len())
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let wire = Rc::new(RefCell::new(Wire::new(&stage)));
    let order = |act: fn(&mut Wire, &[&str]) -> Result<String, String>| {
        let wire = Rc::clone(&wire);
        move |words: &[&str]| -> Result<Job, String> {
            let (wire, words) =
                (Rc::clone(&wire), words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let said = act(&mut wire.borrow_mut(), &words)?;
            Ok(Box::pin(async move { Some(said) }))
        }
    };
    let about = |en, ru| Text { en, ru };
    let lab = Lab::new((), ABOUT)
        .order("dial a|b", about("this node calls the other", "этот узел звонит другому"), order(dial))
        .order(
            "step",
            about("the next frame arrives", "следующий кадр доходит"),
            order(|wire, words| {
                none(words)?;
                Ok(wire
                    .step()
                    .unwrap_or_else(|| wire.say("nothing is on the wire", "на проводе пусто").to_owned()))
            }),
        )
        .order("run", about("all frames arrive", "доходят все кадры"), order(run))
        .order(
            "cookie a|b TEXT",
            about("its cookie from the next call on", "его cookie, со следующего звонка"),
            order(cookie),
        )
        .order(
            "old a|b",
            about("it takes an old connection for alive", "он считает живым старое соединение"),
            order(|wire, words| mark(wire, words, |wire, who| wire.connected[who] = true)),
        )
        .order(
            "refuse a|b",
            about("it lets the other in no more", "он больше не впускает другого"),
            order(|wire, words| mark(wire, words, |wire, who| wire.refuses[who] = true)),
        )
        .order(
            "state",
            about("cookies, connections, the wire", "секреты, соединения, провод"),
            order(|wire, words| {
                none(words)?;
                Ok(wire.state())
            }),
        )
        .order(
            "new",
            about("two nodes that do not know each other", "два узла, которые ещё не знакомы"),
            order(|wire, words| {
                none(words)?;
                *wire = Wire::new(&wire.stage);
                Ok(wire.state())
            }),
        );
    Some(lab)
}

fn none(words: &[&str]) -> Result<(), String> {
    if words.is_empty() { Ok(()) } else { Err(String::new()) }
}

fn who(word: &str) -> Result<Who, String> {
    NAMES.iter().position(|name| *name == word).ok_or_else(String::new)
}

fn dial(wire: &mut Wire, words: &[&str]) -> Result<String, String> {
    let [from] = words else { return Err(String::new()) };
    let from = who(from)?;
    if wire.calls.iter().any(|call| call.from == from && call.open[from]) {
        return Err(format!("{} {}", NAMES[from], wire.say("calls already: `step`", "уже звонит: `step`")));
    }
    Ok(wire.dial(from))
}

fn run(wire: &mut Wire, words: &[&str]) -> Result<String, String> {
    none(words)?;
    let mut lines: Vec<String> = Vec::new();
    while let Some(said) = wire.step().filter(|_| lines.len() < MOST) {
        lines.push(said);
    }
    lines.push(wire.state());
    Ok(lines.join("\n"))
}

fn cookie(wire: &mut Wire, words: &[&str]) -> Result<String, String> {
    let [node, cookie] = words else { return Err(String::new()) };
    wire.cookies[who(node)?] = (*cookie).to_owned();
    Ok(wire.state())
}

fn mark(wire: &mut Wire, words: &[&str], mark: fn(&mut Wire, Who)) -> Result<String, String> {
    let [node] = words else { return Err(String::new()) };
    mark(wire, who(node)?);
    Ok(wire.state())
}

fn main() -> ExitCode {
    lab::run("handshake", open)
}
