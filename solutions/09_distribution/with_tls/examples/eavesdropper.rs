//! What somebody on the way learns: of two nodes on plain TCP everything, of two nodes over TLS little.
//!
//! `cargo run -q -p with_tls --example eavesdropper`. The nodes, the listener and the one who breaks in are all in this
//! process, on 127.0.0.1: it shows on your own machine what would happen on another network. Challenges are fixed, so
//! that it prints the same each time; how fast cookies are tried goes to standard error.

#[path = "parts/mod.rs"]
#[allow(dead_code)]
mod parts;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use handshake::digest;
use network::Network;
use node::{ConnectError, Node, Options};
use parts::wire::{Frame, frames, read, records};
use parts::{Heard, Here, Tap};
use process::{Config, System};
use term::{Term, term};
use tokio::time::Instant;
use with_tls::{Authority, Tls};

/// The cookie of the cluster. A word, and a year.
const COOKIE: &str = "phoenix2024";

type Lines = Arc<Mutex<Vec<String>>>;

fn main() {
    for line in told() {
        println!("{line}");
    }
}

/// All that the program prints.
pub fn told() -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let lines = Lines::default();
    runtime.block_on(async {
        let cookie = plain(&lines).await;
        over_tls(&lines, &cookie).await;
    });
    lines.lock().expect("nobody panics").clone()
}

/// Writes lines down, to be printed in this order.
fn say(lines: &Lines, line: impl Into<String>) {
    lines.lock().expect("nobody panics").push(line.into());
}

// ---- the two who talk

/// A node; `tls` is what it talks through with others, if not plain TCP.
async fn start(name: &str, cookie: &str, epmd: u16, network: Arc<dyn Network>, tls: Option<Tls>) -> Node {
    let challenge = name.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31) + u32::from(byte));
    let options = Options {
        network,
        tls: tls.map(|tls| Arc::new(tls.log(Arc::new(|_| {}))) as Arc<dyn Network>),
        epmd,
        random: Arc::new(move || challenge),
        log: Arc::new(|_| {}),
        ..Options::new(name, cookie)
    };
    let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
    Node::start(&system, options).await.expect("a free name")
}

/// The node of a bank: it knows balances, and pays.
async fn bank(lines: &Lines, epmd: u16, tls: Option<Tls>) -> Node {
    let node = start("bank@vault.test", COOKIE, epmd, Arc::new(Here), tls).await;
    let asked = node.clone();
    let accounts = node.system().spawn(move |mut me| async move {
        loop {
            if let node::GenMessage::Call(caller, _) = node::GenMessage::of(me.receive().await) {
                asked.answer(&me, &caller, term!({:ok, 1200}));
            }
        }
    });
    node.system().register("accounts", accounts).expect("a free name");
    let lines = Arc::clone(lines);
    node.functions().insert("bank:pay/2", move |_, args| {
        say(&lines, format!("  bank:pay/2 runs on bank@vault.test: {} to {}", args[1], args[0]));
        async { term!(:ok) }
    });
    node
}

/// Somebody on the node asks for a balance, and gets it.
async fn ask(node: &Node) {
    let (asking, system) = (node.clone(), node.system().clone());
    let asker = system.spawn(move |mut me| async move {
        let (to, request) = (("accounts", "bank@vault.test"), term!({:balance, "ada"}));
        let answer = asking.call(&mut me, to, request, Duration::from_secs(5)).await;
        assert_eq!(answer, Ok(term!({:ok, 1200})));
    });
    system.join(asker).await;
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

fn arrow(frame: &Frame) -> &'static str {
    if frame.from_caller { "till -> bank" } else { "bank -> till" }
}

// ---- plain TCP

/// What the listener reads; how he finds the cookie, and what he does with it. Gives the cookie.
async fn plain(lines: &Lines) -> String {
    say(lines, "-- plain TCP: what goes by");
    let (epmd, tap) = (free_port(), Tap::on(Arc::new(Here)));
    let bank = bank(lines, epmd, None).await;
    let till = start("till@shop.test", COOKIE, epmd, Arc::new(tap.clone()), None).await;
    ask(&till).await;
    let heard = frames(&nodes(&tap.heard(), b"\0"));
    for (frame, text) in heard.iter().filter_map(|frame| Some((frame, read(frame)?))) {
        say(lines, format!("  {}  {text}", arrow(frame)));
    }
    say(lines, "-- the cookie, from frames 3 and 4, with nobody on the line");
    let challenge = u32::from_be_bytes(heard[2].bytes[9..13].try_into().expect("four bytes"));
    let (cookie, tries) = guess(challenge, &heard[3].bytes[5..]).expect("a word and a number");
    say(lines, format!("  `{cookie}`, after {tries} tries"));
    say(lines, "-- a node of our own, with that cookie");
    let thief = start("thief@street.test", &cookie, epmd, Arc::new(Here), None).await;
    let (node, system) = (thief.clone(), thief.system().clone());
    let paid = system.spawn(move |me| async move {
        let args = vec![term!("the thief"), Term::Int(1200)];
        let started = node.spawn(&me, "bank@vault.test", "bank:pay", args).await;
        started.expect("whoever has the cookie may start it");
    });
    system.join(paid).await;
    for node in [till, bank, thief] {
        node.stop();
    }
    cookie
}

// ANCHOR: guess
/// Tries each word, alone and with a number behind it, until the answer fits the challenge.
fn guess(challenge: u32, answer: &[u8]) -> Option<(String, usize)> {
    let started = Instant::now();
    let words = include_str!("parts/words.txt").lines();
    let mut cookies = words.flat_map(|word| {
        let numbers = (0..10_000).map(move |number| format!("{word}{number}"));
        std::iter::once(word.to_owned()).chain(numbers)
    });
    let at = cookies.by_ref().zip(1..).find(|(cookie, _)| digest(cookie, challenge) == answer);
    if let Some((_, tries)) = &at {
        eprintln!("{:.0} tries in a second, on one thread", *tries as f64 / started.elapsed().as_secs_f64());
    }
    at
}
// ANCHOR_END: guess

/// What went by between the nodes: the connection that begins with this byte. The others are with EPMD.
fn nodes(heard: &Heard, first: &[u8]) -> Vec<parts::Piece> {
    let pieces = heard.pieces();
    let is_it = |wire: usize| {
        let said = heard.said(wire, true);
        said.starts_with(first) && !heard.said(wire, false).is_empty() && said.len() > 40
    };
    let wire = pieces.iter().map(|piece| piece.wire).find(|wire| is_it(*wire)).expect("nodes have talked");
    pieces.into_iter().filter(|piece| piece.wire == wire).collect()
}

// ---- TLS

/// The same two, the same listener, TLS.
async fn over_tls(lines: &Lines, cookie: &str) {
    say(lines, "-- TLS: what goes by");
    let (epmd, tap) = (free_port(), Tap::on(Arc::new(Here)));
    let authority = Authority::new("the cluster");
    let tls = |host, beneath| Tls::over(beneath, &authority.issue(host)).expect("good papers");
    let bank = bank(lines, epmd, Some(tls("vault.test", Arc::new(Here)))).await;
    let through = tls("shop.test", Arc::new(tap.clone()));
    let till = start("till@shop.test", COOKIE, epmd, Arc::new(Here), Some(through)).await;
    till.connect("bank@vault.test").await.expect("both are of this cluster");
    let before = records(&nodes(&tap.heard(), &[22])).len();
    ask(&till).await;
    ask(&till).await;
    let heard = nodes(&tap.heard(), &[22]);
    let records = records(&heard);
    say(lines, format!("  {before} records of two handshakes, that of TLS and that of the nodes"));
    for record in &records[before..] {
        say(lines, format!("  {}  {} bytes", arrow(record), record.bytes.len()));
    }
    let same = records[before].bytes == records[before + 3].bytes;
    say(lines, format!("  the question, twice, looks the same: {}", yes(same)));
    let all: Vec<u8> = heard.iter().flat_map(|piece| piece.bytes.clone()).collect();
    for text in ["vault.test", "bank@vault.test", "till@shop.test", "balance"] {
        let seen = all.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        say(lines, format!("  `{text}` in it: {}", yes(seen)));
    }
    say(lines, "-- a node of our own, with the right cookie");
    let others = Authority::new("somebody");
    let forged = Tls::over(Arc::new(Here), &others.issue("street.test")).expect("good papers");
    let trusting =
        with_tls::Papers { authority: authority.issue("x.test").authority, ..others.issue("street.test") };
    let trusting = Tls::over(Arc::new(Here), &trusting).expect("good papers");
    let ways = [
        ("without TLS", None),
        ("with papers of its own", Some(forged)),
        ("and it believes ours", Some(trusting)),
    ];
    for (way, tls) in ways {
        let thief = start("thief@street.test", cookie, epmd, Arc::new(Here), tls).await;
        let refused = thief.connect("bank@vault.test").await.expect_err("it is no node of this cluster");
        let ConnectError::Failed { cause, .. } = refused else { panic!("it runs: {refused}") };
        // The port is another one each time.
        let cause = cause.split("vault.test:").map(|part| part.trim_start_matches(char::is_numeric));
        say(lines, format!("  {way}: {}", cause.collect::<Vec<_>>().join("vault.test")));
        thief.stop();
    }
    till.stop();
    bank.stop();
}
