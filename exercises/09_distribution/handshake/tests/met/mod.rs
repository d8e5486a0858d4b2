//! A node as the script meets it: what it sends is a line, what we say to it is a line, and so is its closing.

use std::fmt;
use std::sync::Arc;

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Standing, digest, flags};
use harness::{Run, Transcript, World, sim};
use process::{Config, Context, Pid, System};

/// Who we are. The nodes we meet have lesser and greater names.
pub const OURS: &str = "m@h";
/// What a node asks us; what we ask it.
pub const CHALLENGE: u32 = 4711;
const OUR_CHALLENGE_AS_CALLER: u32 = 17;
const OUR_CHALLENGE_AS_CALLED: u32 = 23;

pub struct Met {
    step: Box<dyn FnMut(Fact) -> Vec<Action>>,
    standing: Standing,
    lines: Vec<String>,
    pub done: bool,
    pub closed: bool,
    pub dropped_attempt: bool,
    dropped_old: bool,
}

pub fn identity(name: &str) -> Identity {
    Identity { name: name.to_owned(), flags: flags::HIDDEN, creation: 1 }
}

/// We connect to this node, say our name, and hear what it thinks of us.
pub fn called(node: &str, standing: Standing) -> Met {
    let mut side = Acceptor::new(identity(node), "secret", CHALLENGE);
    let mut met = Met::new(Box::new(move |fact| side.step(fact)), standing);
    met.we("name", name(OURS));
    met
}

/// A node connects to the node `to`.
pub fn calls(to: &str) -> Met {
    let mut side = Initiator::new(identity("z@h"), to, "secret", CHALLENGE);
    let mut met = Met::new(Box::new(move |fact| side.step(fact)), Standing::Unknown);
    met.take(Fact::Opened);
    met
}

impl Met {
    fn new(step: Box<dyn FnMut(Fact) -> Vec<Action>>, standing: Standing) -> Self {
        let lines = Vec::new();
        Self { step, standing, lines, done: false, closed: false, dropped_attempt: false, dropped_old: false }
    }

    /// We send a frame.
    pub fn we(&mut self, words: &str, frame: Vec<u8>) {
        self.lines.push(format!("we: {words}"));
        self.take(Fact::Came(frame));
    }

    fn take(&mut self, fact: Fact) {
        for action in (self.step)(fact) {
            match action {
                Action::Send(frame) => self.lines.push(format!("node: {}", said(&frame))),
                Action::Judge { .. } => self.take(Fact::Judged(self.standing)),
                Action::DropOwnAttempt => self.dropped_attempt = true,
                Action::DropOld => self.dropped_old = true,
                Action::Done(_) => self.done = true,
                Action::Close(_) => {
                    self.closed = true;
                    self.lines.push("node: closes".to_owned());
                }
            }
        }
    }

    pub fn seen(&mut self) {
        self.lines.push(format!("the node sees us: {}", self.done));
    }

    pub fn connected(&mut self) {
        self.lines.push(format!("connected: {}", self.done));
    }

    pub fn old(&mut self) {
        self.lines.push(format!("the old connection is open: {}", !self.dropped_old));
    }

    /// Shows the lines.
    pub fn tell(self, t: &mut Transcript) {
        self.lines.into_iter().for_each(|line| t.line(line));
    }
}

/// The name of a node that connects.
pub fn name(own: &str) -> Vec<u8> {
    [&b"N"[..], &flags::HIDDEN.to_be_bytes(), &1_u32.to_be_bytes(), &sized(own)].concat()
}

/// The name of a node that was called, and our challenge.
pub fn challenge(own: &str) -> Vec<u8> {
    let number = OUR_CHALLENGE_AS_CALLED.to_be_bytes();
    [&b"N"[..], &flags::HIDDEN.to_be_bytes(), &number, &1_u32.to_be_bytes(), &sized(own)].concat()
}

/// Our challenge, and the answer to that of the node.
pub fn answer(cookie: &str) -> Vec<u8> {
    [&b"r"[..], &OUR_CHALLENGE_AS_CALLER.to_be_bytes(), &digest(cookie, CHALLENGE)].concat()
}

/// The answer to the challenge of a node that calls.
pub fn ack(cookie: &str) -> Vec<u8> {
    [&b"a"[..], &digest(cookie, CHALLENGE)].concat()
}

fn sized(name: &str) -> Vec<u8> {
    [&u16::try_from(name.len()).expect("a short name").to_be_bytes()[..], name.as_bytes()].concat()
}

/// The name whose length stands at `at`, if it ends with the frame. A name and a challenge begin with the same letter.
fn name_behind(frame: &[u8], at: usize) -> Option<&str> {
    let (len, name) = frame.get(at..)?.split_first_chunk()?;
    (usize::from(u16::from_be_bytes(*len)) == name.len()).then(|| std::str::from_utf8(name).ok())?
}

/// A frame in the words of the script.
fn said(frame: &[u8]) -> String {
    let right = |answer: &[u8], number| answer == digest("secret", number);
    match frame {
        [b's', word @ ..] => format!("status {}", String::from_utf8_lossy(word)),
        [b'N', ..] if name_behind(frame, 17).is_some() => "name and challenge".into(),
        [b'N', ..] => "name".into(),
        [b'r', _, _, _, _, answer @ ..] => {
            format!("challenge and answer, right: {}", right(answer, OUR_CHALLENGE_AS_CALLED))
        }
        [b'a', answer @ ..] => format!("answer, right: {}", right(answer, OUR_CHALLENGE_AS_CALLER)),
        other => format!("{other:?}"),
    }
}

/// A frame on its way between two processes, and who sent it.
struct Frame(Pid, Vec<u8>);

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frame = &self.1[..];
        match frame {
            [b'N', ..] => match (name_behind(frame, 13), name_behind(frame, 17)) {
                (Some(name), _) => write!(f, "name {name}"),
                (_, Some(name)) => write!(f, "{name}, asks 23"),
                _ => f.write_str("a broken name"),
            },
            [b'r', ..] => f.write_str("answer, asks 17"),
            [b'a', ..] => f.write_str("answer"),
            _ => f.write_str(&said(frame)),
        }
    }
}

/// `a` connects to `b`: each side is a process, the wire is their mailboxes.
pub fn two_processes() -> Run {
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let (world_of_a, world_of_b) = (world.clone(), world.clone());
        let b = system.spawn(move |me| async move {
            me.register("b").expect("the name is free");
            let mut side = Acceptor::new(identity("b@h"), "secret", OUR_CHALLENGE_AS_CALLED);
            talk(world_of_b, me, None, move |fact| side.step(fact), "b").await;
        });
        let a = system.spawn(move |me| async move {
            me.register("a").expect("the name is free");
            let mut side = Initiator::new(identity("a@h"), "b@h", "secret", OUR_CHALLENGE_AS_CALLER);
            talk(world_of_a, me, Some(b), move |fact| side.step(fact), "a").await;
        });
        system.join(a).await;
        system.join(b).await;
    })
}

/// Carries out what a side says until it is done. Whoever has `other` speaks first.
async fn talk(
    world: World,
    mut me: Context,
    mut other: Option<Pid>,
    mut step: impl FnMut(Fact) -> Vec<Action>,
    name: &str,
) {
    let mut next = other.map(|_| Fact::Opened);
    loop {
        let fact = match next.take() {
            Some(fact) => fact,
            None => {
                let Frame(from, bytes) = me.receive().await;
                other = Some(from);
                Fact::Came(bytes)
            }
        };
        for action in step(fact) {
            match action {
                Action::Send(frame) => {
                    let (own, to) = (me.pid(), other.expect("somebody is at the other end"));
                    me.send(to, Frame(own, frame));
                }
                Action::Judge { .. } => next = Some(Fact::Judged(Standing::Unknown)),
                Action::DropOwnAttempt | Action::DropOld => {}
                Action::Done(peer) => return world.say(name, format!("connected with {}", peer.name)),
                Action::Close(refusal) => return world.say(name, refusal.to_string()),
            }
        }
    }
}
