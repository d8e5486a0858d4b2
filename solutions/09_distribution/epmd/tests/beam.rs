//! Ours and theirs stand in for each other: our client talks to the port mapper of a BEAM, and nodes of a BEAM
//! register with ours. Skipped where there is no Elixir.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use epmd::{Entry, Error, Kind, Server, Spawner, names, port_please, register};
use harness::Rng;
use network::{Network, Tcp};
use tokio::runtime::Runtime;

const HOST: &str = "127.0.0.1";

/// A program that ends with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn there_is_a_beam() -> bool {
    let there = ["elixir", "epmd"].iter().all(|program| {
        let asked =
            Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        asked.is_ok()
    });
    if !there {
        eprintln!("skipped: no Elixir");
    }
    there
}

fn runtime() -> (Runtime, Arc<dyn Network>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    (runtime, Arc::new(Tcp))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((HOST, 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

/// What `elixir` prints: a program, and the port of the port mapper that its node uses.
fn elixir(port: u16, name: Option<&str>, program: &str) -> Command {
    let mut command = Command::new("elixir");
    command.env("ERL_EPMD_PORT", port.to_string()).env("LC_ALL", "C.UTF-8");
    command.args(["--erl", "-start_epmd false -kernel logger_level emergency"]);
    if let Some(name) = name {
        command.args(["--name", name, "--cookie", "epmd"]);
    }
    command.args(["-e", program]);
    command
}

fn printed(mut command: Command) -> String {
    let output = command.output().expect("it can be started");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).trim().to_owned()
}

/// What `epmd -names` reads.
fn listed(port: u16) -> String {
    let mut command = Command::new("epmd");
    command.args(["-port", &port.to_string(), "-names"]);
    printed(command)
}

/// Garbage, lies about lengths, and connections that begin a request and keep silent: the latter stay open.
fn noise(port: u16) -> Vec<TcpStream> {
    let mut rng = Rng::new(1);
    let mut connections = Vec::new();
    for n in 0..200 {
        let mut connection = TcpStream::connect((HOST, port)).expect("it listens");
        let length = if n % 2 == 0 { 1 } else { 1 + rng.below(2000) };
        let bytes: Vec<u8> = (0..length).map(|_| if n % 2 == 0 { 0 } else { rng.next_u64() as u8 }).collect();
        let _ = connection.write_all(&bytes); // it may have been hung up on in the middle
        connections.push(connection);
    }
    connections
}

#[test]
fn our_client_registers_with_the_port_mapper_of_a_beam() {
    if !there_is_a_beam() {
        return;
    }
    let port = free_port();
    let started = Command::new("epmd")
        .args(["-port", &port.to_string(), "-address", HOST])
        .stderr(Stdio::null())
        .spawn();
    let _theirs = Program(started.expect("epmd can be started"));
    let (runtime, network) = runtime();
    runtime.block_on(async {
        let names = async || {
            loop {
                match names(&network, HOST, port).await {
                    Err(Error::NobodyListens) => tokio::time::sleep(Duration::from_millis(20)).await,
                    names => return names,
                }
            }
        };
        assert_eq!(names().await, Ok(Vec::new()), "nobody yet");
        let entry = Entry { extra: vec![1, 2, 3], ..Entry::hidden("ours", 4711) };
        let held = register(&network, HOST, port, &entry).await.expect("the name is free");
        assert_eq!(port_please(&network, HOST, port, "ours").await, Ok(Some(entry.clone())));
        assert_eq!(port_please(&network, HOST, port, "nobody").await, Ok(None));
        let taken = register(&network, HOST, port, &Entry::visible("ours", 1)).await;
        assert_eq!(taken.err(), Some(Error::Taken("ours".to_owned())));
        let program = "IO.inspect(:erl_epmd.names({127, 0, 0, 1}))";
        assert_eq!(printed(elixir(port, None, program)), "{:ok, [{'ours', 4711}]}");
        let creation = held.creation();
        drop(held);
        let again = loop {
            match register(&network, HOST, port, &entry).await {
                Err(Error::Taken(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
                again => break again.expect("the name is free again"),
            }
        };
        assert_ne!(again.creation(), creation, "another life");
        let old = Entry { highest: 5, lowest: 5, ..Entry::visible("old", 4712) };
        let old = register(&network, HOST, port, &old).await.expect("the name is free");
        assert!((1..=3).contains(&old.creation()), "two bits of creation: {}", old.creation());
        assert_eq!(names().await.map(|names| names.len()), Ok(2));
    });
}

#[test]
fn nodes_of_a_beam_register_with_ours_and_find_each_other() {
    if !there_is_a_beam() {
        return;
    }
    let (runtime, network) = runtime();
    let handle = runtime.handle().clone();
    let spawner: Spawner = Arc::new(move |task| drop(handle.spawn(task)));
    let server = runtime.block_on(Server::start(&network, HOST, 0, 40, &spawner)).expect("a free port");
    let port = server.port();
    let _ours = runtime.block_on(register(&network, HOST, port, &Entry::hidden("ours", 4711)));

    let waits = "IO.puts(:erlang.system_info(:creation)); IO.gets(\"\")";
    let started =
        elixir(port, Some("a@127.0.0.1"), waits).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut a = Program(started.expect("elixir can be started"));
    let mut creation = String::new();
    let mut output = BufReader::new(a.0.stdout.take().expect("it is piped"));
    output.read_line(&mut creation).expect("the node prints");
    assert_eq!(creation.trim(), "42", "the creation that we gave out");

    let found = runtime.block_on(port_please(&network, HOST, port, "a")).expect("it answers");
    let found = found.expect("it is registered");
    assert_eq!((found.kind, found.highest), (Kind::Visible, 6));
    let program = "IO.inspect({Node.connect(:\"a@127.0.0.1\"), Node.list(), :erl_epmd.port_please('ours', {127, 0, 0, 1})})";
    let connected = printed(elixir(port, Some("b@127.0.0.1"), program));
    assert_eq!(connected, "{true, [:\"a@127.0.0.1\"], {:port, 4711, 6}}");
    let refused = printed(elixir(port, Some("a@127.0.0.1"), "IO.puts(:started)"));
    assert!(refused.contains("seems to be in use"), "{refused}");
    let _half_open = noise(port);
    let expected = format!(
        "epmd: up and running on port {port} with data:\nname a at port {}\nname ours at port 4711",
        found.port
    );
    assert_eq!(listed(port), expected);

    a.0.stdin.take().expect("it is piped").write_all(b"end\n").expect("it waits for a line");
    a.0.wait().expect("it ends");
    let left = runtime.block_on(async {
        loop {
            let left = names(&network, HOST, port).await.expect("it answers");
            if left.len() < 2 {
                return left;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert_eq!(left, [("ours".to_owned(), 4711)]);
}
