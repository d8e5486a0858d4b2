//! A node of the BEAM that was started with `-proto_dist inet_tls`, and ours on this network. Skipped without Elixir.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use node::{ConnectError, Node, Options, Term};
use process::{Config, System};
use with_tls::{Authority, Log, Papers, Tls};

#[allow(dead_code)]
#[path = "../../node/tests/beam/conversation.rs"]
mod conversation;
#[allow(dead_code)]
#[path = "../examples/parts/mod.rs"]
mod parts;

use conversation::Setting;
use parts::{Heard, Here, Tap};

const RUST: &str = "rust.test";
const BEAM: &str = "beam.test";

/// What the BEAM needs: a file of options with the papers beside it, and one that says where the hosts are.
struct Beam {
    flags: String,
    hosts: String,
}

impl Beam {
    fn new(name: &str, papers: &Papers) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}{}", std::process::id()));
        let options = parts::beam::options(&folder, papers).expect("the folder can be written");
        let hosts =
            format!("{{host, {{127,0,0,1}}, [\"{RUST}\", \"{BEAM}\"]}}.\n{{lookup, [file, native]}}.\n");
        fs::write(folder.join("hosts.conf"), hosts).expect("the folder can be written");
        Self {
            flags: format!("-proto_dist inet_tls -ssl_dist_optfile {}", options.display()),
            hosts: folder.join("hosts.conf").display().to_string(),
        }
    }
}

/// A node of ours on this machine, over TLS with these papers.
fn over_tls(papers: &Papers, log: &Log) -> Options {
    let tls = Tls::over(Arc::new(Here), papers).expect("good papers").log(Arc::clone(log));
    let name = format!("rust{}@{RUST}", conversation::free_port());
    let epmd = conversation::free_port();
    Options {
        network: Arc::new(Here),
        tls: Some(Arc::new(tls)),
        log: Arc::clone(log),
        epmd,
        ..Options::new(&name, "secret")
    }
}

/// Hears what goes wrong.
fn complaints() -> (Log, Arc<Mutex<Vec<String>>>) {
    let all = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&all);
    (Arc::new(move |line: &str| heard.lock().unwrap().push(line.to_owned())), all)
}

#[test]
fn a_node_of_the_beam_over_tls_sees_what_it_sees_without() {
    if !conversation::elixir_is_there() {
        eprintln!("skipped: no Elixir");
        return;
    }
    let authority = Authority::new("the course");
    let beam = Beam::new("friend", &authority.issue(BEAM));
    let (log, complaints) = complaints();
    let ours = over_tls(&authority.issue(RUST), &log);
    let change = |options| Options { network: ours.network, tls: ours.tls, log, ..options };
    let setting =
        Setting { hosts: [RUST, BEAM], flags: &beam.flags, surroundings: &[("ERL_INETRC", &beam.hosts)] };
    let (printed, errors) = conversation::run(&setting, change);
    assert_eq!(printed, conversation::EXPECTED, "{errors} {:?}", complaints.lock().unwrap());
}

/// Runs a line of Elixir on a node of the BEAM beside a node of ours; `rust` is the name of ours there. `meanwhile` is
/// done before the standard input of the BEAM ends. Gives what came of it, and what was printed.
fn beside<T: Send>(
    options: Options,
    beam: &Beam,
    flags: &str,
    line: &str,
    meanwhile: impl AsyncFnOnce(Node) -> T,
) -> (T, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
        let (name, epmd) = (options.name.clone(), options.epmd);
        let node = Node::start(&system, options.hidden()).await.expect("a free name");
        let sink = system.spawn(|mut me| async move {
            let _: Term = me.receive().await;
        });
        system.register("sink", sink).expect("a free name");
        let mut elixir = Command::new("elixir");
        elixir.env("ERL_EPMD_PORT", epmd.to_string()).env("ERL_INETRC", &beam.hosts).env("LC_ALL", "C.UTF-8");
        elixir.args(["--erl", &format!("-start_epmd false -kernel logger_level emergency {flags}")]);
        elixir.args(["--name", &format!("beam@{BEAM}"), "--cookie", "secret", "-e"]);
        elixir.arg(format!("Logger.configure(level: :none); rust = :\"{name}\"; {line}"));
        elixir.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut elixir = elixir.spawn().expect("it runs");
        let input = elixir.stdin.take();
        let came = meanwhile(node.clone()).await;
        drop(input);
        let output =
            tokio::task::spawn_blocking(|| elixir.wait_with_output()).await.unwrap().expect("it runs");
        node.stop();
        (came, String::from_utf8_lossy(&output.stdout).trim().to_owned())
    })
}

/// What the BEAM has said on the connection with our node, without what is drawn by lot: its creation, its challenge,
/// the numbers of its processes. `header` is how many bytes of length stand before a frame of the handshake.
fn frames(heard: &Heard, header: usize) -> Vec<Vec<u8>> {
    let begins = |bytes: &[u8]| bytes.get(header) == Some(&b'N');
    let mut wires = 0..;
    let bytes = wires.by_ref().map(|wire| heard.said(wire, true)).find(|bytes| begins(bytes));
    let (mut bytes, mut frames) = (bytes.expect("the BEAM has called"), Vec::new());
    while !bytes.is_empty() {
        let header = if frames.len() < 2 { header } else { 4 };
        let length = bytes.drain(..header).fold(0, |sum, byte| sum << 8 | usize::from(byte));
        frames.push(bytes.drain(..length).collect::<Vec<u8>>());
    }
    frames[0][9..13].fill(0);
    frames[1][1..].fill(0);
    for message in &mut frames[2..] {
        while let Some(pid) = message.windows(2).position(|pair| pair == [88, 119]) {
            let end = pid + 3 + usize::from(message[pid + 2]) + 12;
            message[pid..end].fill(0);
        }
    }
    frames
}

#[test]
fn inside_of_tls_the_beam_says_what_it_says_without() {
    if !conversation::elixir_is_there() {
        eprintln!("skipped: no Elixir");
        return;
    }
    let authority = Authority::new("the course");
    let beam = Beam::new("twin", &authority.issue(BEAM));
    let (log, complaints) = complaints();
    // What is still to be sent when a node leaves may be lost, so the BEAM stays until its message has come.
    let line = "send({:sink, rust}, {:hello, [1, 2.5], %{text: self()}}); IO.gets(~s())";
    let heard = async |node: Node| {
        let sink = node.system().whereis("sink").expect("it waits");
        node.system().join(sink).await;
    };
    let secured = over_tls(&authority.issue(RUST), &log);
    let inside = Tap::on(secured.tls.clone().expect("it has one"));
    let secured = Options { tls: Some(Arc::new(inside.clone())), ..secured };
    let name = secured.name.clone();
    beside(secured, &beam, &beam.flags, line, heard);
    let outside = Tap::on(Arc::new(Here));
    let plain = Options {
        network: Arc::new(outside.clone()),
        tls: None,
        name,
        ..over_tls(&authority.issue(RUST), &log)
    };
    beside(plain, &beam, "", line, heard);
    let (within, without) = (frames(&inside.heard(), 4), frames(&outside.heard(), 2));
    assert_eq!(within, without, "{:?}", complaints.lock().unwrap());
    assert_eq!(within.len(), 3, "a name, an answer, a message");
}

#[test]
fn a_certificate_of_another_authority_is_refused_on_both_sides_and_both_know_why() {
    if !conversation::elixir_is_there() {
        eprintln!("skipped: no Elixir");
        return;
    }
    let (ours, theirs) = (Authority::new("ours"), Authority::new("theirs"));
    let beam = Beam::new("stranger", &theirs.issue(BEAM));
    let (log, complaints) = complaints();
    let options = over_tls(&ours.issue(RUST), &log);
    let line = "IO.inspect(Node.connect(rust)); IO.gets(~s())";
    let (refused, printed) = beside(options, &beam, &beam.flags, line, async |node| {
        loop {
            match node.connect(&format!("beam@{BEAM}")).await {
                Err(ConnectError::NotRunning(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
                Err(refused) => break refused.to_string(),
                Ok(()) => break "connected".to_owned(),
            }
        }
    });
    assert_eq!(printed, "false");
    assert!(refused.ends_with("invalid peer certificate: UnknownIssuer"), "{refused}");
    let complaints = complaints.lock().unwrap();
    assert_eq!(*complaints, ["a call came to nothing: received fatal alert: UnknownCA"]);
}
