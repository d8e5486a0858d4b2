//! The handshake with a real node: it is called, it calls, and neither side believes a wrong cookie.

mod epmd;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Refusal, Standing, flags};

/// So long a real node may take for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A name that no other node of this machine has, nor had in an earlier run.
fn unique(word: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{word}{}x{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn identity(name: &str) -> Identity {
    Identity { name: format!("{name}@127.0.0.1"), flags: flags::HIDDEN, creation: 1 }
}

/// A node of the BEAM with the cookie `secret`. It ends with the test, for its input ends.
struct Beam {
    name: String,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Beam {
    /// Starts a node, if there is an Elixir.
    fn start() -> Option<Self> {
        let name = unique("beam");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/beam/node.exs");
        let mut command = Command::new("elixir");
        command.args(["--name", &format!("{name}@127.0.0.1"), "--cookie", "secret", script]);
        let mut child = match command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                eprintln!("skipped: no Elixir");
                return None;
            }
            other => other.expect("elixir can be started"),
        };
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let mut beam = Self { name, child, input, output };
        assert_eq!(beam.line(), "ready");
        Some(beam)
    }

    fn ask(&mut self, line: &str) {
        writeln!(self.input.as_mut().expect("it listens"), "{line}").expect("it listens");
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it prints text");
        line.trim_end().to_owned()
    }

    /// Whether it is connected with this node, by its own account.
    fn sees(&mut self, name: &str) -> bool {
        self.ask("nodes");
        self.line().contains(&format!("{name}@127.0.0.1"))
    }
}

impl Drop for Beam {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

/// A connection on which frames have a length of two bytes.
struct Wire(TcpStream);

impl Wire {
    fn new(stream: TcpStream) -> Self {
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket has a limit");
        Self(stream)
    }

    fn send(&mut self, frame: &[u8]) {
        let len = u16::try_from(frame.len()).expect("a frame is short").to_be_bytes();
        self.0.write_all(&[&len, frame].concat()).expect("the other side listens");
    }

    /// The next frame, or `None` if the other side has closed.
    fn frame(&mut self) -> Option<Vec<u8>> {
        let mut len = [0; 2];
        self.0.read_exact(&mut len).ok()?;
        let mut frame = vec![0; usize::from(u16::from_be_bytes(len))];
        self.0.read_exact(&mut frame).ok()?;
        Some(frame)
    }
}

/// How a handshake ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Connected(String),
    Refused(Refusal),
    /// The other side has closed, and did not say why.
    Closed,
}

/// Carries out what a side says until its handshake has ended.
fn shake(
    wire: &mut Wire,
    mut step: impl FnMut(Fact) -> Vec<Action>,
    first: Option<Fact>,
    standing: Standing,
) -> End {
    let mut known = first;
    loop {
        let fact = match known.take() {
            Some(fact) => fact,
            None => match wire.frame() {
                Some(frame) => Fact::Came(frame),
                None => return End::Closed,
            },
        };
        for action in step(fact) {
            match action {
                Action::Send(frame) => wire.send(&frame),
                Action::Judge { .. } => known = Some(Fact::Judged(standing)),
                Action::DropOwnAttempt | Action::DropOld => {}
                Action::Done(peer) => return End::Connected(peer.name),
                Action::Close(refusal) => return End::Refused(refusal),
            }
        }
    }
}

/// Connects to a node of the BEAM.
fn call(beam: &Beam, own: &str, cookie: &str) -> (Wire, End) {
    let stream = TcpStream::connect(("127.0.0.1", epmd::port_of(&beam.name))).expect("the node listens");
    let mut wire = Wire::new(stream);
    let mut side = Initiator::new(identity(own), &format!("{}@127.0.0.1", beam.name), cookie, 4711);
    let end = shake(&mut wire, |fact| side.step(fact), Some(Fact::Opened), Standing::Unknown);
    (wire, end)
}

/// Waits for a node of the BEAM to connect.
fn answer(listener: &TcpListener, own: &str, cookie: &str, standing: Standing) -> (Wire, End) {
    let mut wire = Wire::new(listener.accept().expect("the node connects").0);
    let mut side = Acceptor::new(identity(own), cookie, 4711);
    let end = shake(&mut wire, |fact| side.step(fact), None, standing);
    (wire, end)
}

#[test]
fn a_real_node_lets_in_who_knows_its_cookie() {
    let Some(mut beam) = Beam::start() else { return };
    let own = unique("rust");
    let (wire, end) = call(&beam, &own, "secret");
    assert_eq!(end, End::Connected(format!("{}@127.0.0.1", beam.name)));
    assert!(beam.sees(&own));
    drop(wire);
}

#[test]
fn a_real_node_closes_on_who_does_not_know_its_cookie() {
    let Some(mut beam) = Beam::start() else { return };
    let own = unique("rust");
    let (_wire, end) = call(&beam, &own, "guess");
    assert_eq!(end, End::Closed, "it does not say why");
    assert!(!beam.sees(&own));
}

#[test]
fn a_real_node_that_takes_the_old_connection_for_alive_takes_the_new_one() {
    let Some(mut beam) = Beam::start() else { return };
    let own = unique("rust");
    let (mut old, _) = call(&beam, &own, "secret");
    let (_stranger, end) = call(&beam, &own, "guess");
    assert_eq!(end, End::Closed, "whoever does not know the cookie ends no connection");
    let (_new, end) = call(&beam, &own, "secret");
    assert_eq!(end, End::Connected(format!("{}@127.0.0.1", beam.name)));
    while old.frame().is_some() {}
    assert!(beam.sees(&own));
}

#[test]
fn a_real_node_calls_and_is_believed_by_its_cookie_only() {
    let Some(mut beam) = Beam::start() else { return };
    let own = unique("rust");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("it has a port").port();
    let _registered = epmd::register(&own, port);
    let theirs = format!("{}@127.0.0.1", beam.name);
    let connect = format!("connect {own}@127.0.0.1");

    beam.ask(&connect);
    let (wire, end) = answer(&listener, &own, "guess", Standing::Unknown);
    assert_eq!(end, End::Refused(Refusal::WrongCookie(theirs.clone())));
    drop(wire);
    assert_eq!(beam.line(), "false");

    for standing in [Standing::NotAllowed, Standing::Connecting] {
        beam.ask(&connect);
        let (wire, end) = answer(&listener, &own, "secret", standing);
        let connected = matches!(end, End::Connected(_));
        drop(wire);
        // Our name is the greater one: of two attempts ours would go on.
        assert!(!connected, "{standing:?}");
        assert_eq!(beam.line(), "false", "{standing:?}");
    }

    beam.ask(&connect);
    let (_wire, end) = answer(&listener, &own, "secret", Standing::Connected);
    assert_eq!(end, End::Connected(theirs));
    assert_eq!(beam.line(), "true");
    assert!(beam.sees(&own));
}
