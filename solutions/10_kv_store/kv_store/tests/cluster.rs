//! Three processes on this machine, TCP between them, and one of them is killed in the middle of many writes.

#![expect(clippy::disallowed_methods, reason = "real processes answer in real time")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

const WRITES: usize = 10_000;
/// How long the others may take to answer after one was killed.
const SOON: Duration = Duration::from_secs(2);

/// A port mapper of our own: nothing else on this machine is disturbed.
fn free_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").port().to_string()
}

/// A node, which ends with the test.
struct Kv {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Drop for Kv {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(epmd: &str, name: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kv"));
    let node = format!("{name}@127.0.0.1");
    command.env("ERL_EPMD_PORT", epmd).args(["--name", &node]).args(more);
    if !more.contains(&"--cookie") {
        command.args(["--cookie", "secret"]);
    }
    command
}

impl Kv {
    fn start(epmd: &str, name: &str, more: &[&str]) -> Self {
        let mut command = command(epmd, name, more);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let stdin = child.stdin.take();
        let mut kv = Self { child, stdin, stdout };
        assert!(kv.ask("members").contains("this node: member"), "{name} has started");
        kv
    }

    fn ask(&mut self, line: &str) -> String {
        let stdin = self.stdin.as_mut().expect("it is open");
        writeln!(stdin, "{line}").expect("it reads");
        self.hear()
    }

    fn hear(&mut self) -> String {
        let mut answer = String::new();
        self.stdout.read_line(&mut answer).expect("it answers");
        answer.trim_end().to_owned()
    }

    fn kill(&mut self) {
        self.child.kill().expect("it runs"); // SIGKILL
        self.child.wait().expect("it ends");
    }
}

/// Three nodes of one store.
fn three(epmd: &str) -> [Kv; 3] {
    let a = Kv::start(epmd, "a", &[]);
    let b = Kv::start(epmd, "b", &["--join", "a@127.0.0.1"]);
    [a, b, Kv::start(epmd, "c", &["--join", "a@127.0.0.1"])]
}

/// Writes 10,000 keys at `b`, kills `victim` in the middle, starts it again, and looks for every acknowledged write.
fn kill_in_the_middle(victim: usize) {
    let epmd = free_port();
    let mut nodes = three(&epmd);
    let mut stdin = nodes[1].stdin.take().expect("it is open");
    let writer = std::thread::spawn(move || {
        for number in 0..WRITES {
            if writeln!(stdin, "put k{number} {number}").is_err() {
                break; // it was killed
            }
        }
        stdin // closed, it would be told to stop
    });
    let (mut acknowledged, mut heard) = (Vec::new(), 0);
    while heard < WRITES {
        if heard == WRITES / 2 {
            nodes[victim].kill();
            let began = Instant::now();
            assert_eq!(nodes[if victim == 0 { 2 } else { 0 }].ask("get k0"), "0");
            assert!(began.elapsed() < SOON, "the others answer after {:?}", began.elapsed());
        }
        let began = Instant::now();
        let answer = nodes[1].hear();
        if answer.is_empty() && victim == 1 {
            break; // that was the last word of `b`
        }
        assert!(began.elapsed() < SOON, "a write took {:?}", began.elapsed());
        if answer == "ok" {
            acknowledged.push(heard);
        }
        heard += 1;
    }
    nodes[1].stdin = Some(writer.join().expect("it writes or stops"));
    assert!(acknowledged.len() >= WRITES / 2, "{} were acknowledged", acknowledged.len());

    let via = if victim == 2 { "a@127.0.0.1" } else { "c@127.0.0.1" };
    let name = ["a", "b", "c"][victim];
    nodes[victim] = Kv::start(&epmd, name, &["--join", via]);
    let keys = nodes[victim].ask("stats");
    let keys: usize =
        keys.split([' ', ',']).nth(1).and_then(|keys| keys.parse().ok()).expect("keys: 10000, …");
    assert!(keys >= acknowledged.len(), "the killed one has {keys} of {} keys again", acknowledged.len());
    for node in &mut [0, 2] {
        for number in acknowledged.iter().step_by(97).chain(acknowledged.last()) {
            assert_eq!(nodes[*node].ask(&format!("get k{number}")), number.to_string());
        }
    }
    for number in &acknowledged {
        assert_eq!(
            nodes[victim].ask(&format!("get k{number}")),
            number.to_string(),
            "an acknowledged write is lost"
        );
    }
}

#[test]
fn what_is_put_on_one_node_is_found_on_the_others() {
    let epmd = free_port();
    let [mut a, mut b, mut c] = three(&epmd);
    assert_eq!(a.ask("put {:user, 1} %{name: \"Ann\"}"), "ok");
    assert_eq!(b.ask("get {:user, 1}"), "%{name: \"Ann\"}");
    assert_eq!(c.ask("select [{{{:user, :\"$1\"}, :_}, [], [:\"$1\"]}]"), "1");
    assert_eq!(c.ask("delete {:user, 1}"), "ok");
    assert_eq!(b.ask("get {:user, 1}"), "nothing");
    assert_eq!(
        c.ask("members"),
        "members since change 3: a@127.0.0.1 b@127.0.0.1 c@127.0.0.1; this node: member"
    );
    assert!(c.ask("pt a 1").starts_with("unknown command `pt`; expected put, get,"));
}

#[test]
fn the_first_member_is_killed_in_the_middle_of_ten_thousand_writes() {
    kill_in_the_middle(0);
}

#[test]
fn the_member_that_writes_is_killed_in_the_middle_of_ten_thousand_writes() {
    kill_in_the_middle(1);
}

#[test]
fn another_member_is_killed_in_the_middle_of_ten_thousand_writes() {
    kill_in_the_middle(2);
}

/// Runs the program to its end, with nothing to do.
fn run(epmd: &str, name: &str, more: &[&str]) -> Output {
    command(epmd, name, more).stdin(Stdio::null()).output().expect("the program was built")
}

#[test]
fn what_hinders_a_start_is_told_in_one_line_with_code_2() {
    let epmd = free_port();
    let mut a = Kv::start(&epmd, "a", &[]);
    let cases: [(&str, &[&str], &str); 6] = [
        ("a", &[], "the name a@127.0.0.1 is in use by another node; choose another one, or stop that node"),
        ("b", &["--cookie", "wrong", "--join", "a@127.0.0.1"], "does it have the same cookie?"),
        ("b", &["--join", "nobody@127.0.0.1"], "there is no node nobody@127.0.0.1"),
        ("b", &["--join", "nobody"], "--join expects another node, as b@127.0.0.1; got nobody"),
        ("b", &["--port", &epmd], "cannot listen on 127.0.0.1:"),
        ("b", &["--script", "/no/such/file"], "cannot read the script /no/such/file"),
    ];
    for (name, more, expected) in cases {
        let output = run(&epmd, name, more);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected), "{more:?}: {error}");
        assert_eq!((error.lines().count(), output.status.code()), (1, Some(2)), "{more:?}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(a.ask("put x 1"), "ok", "nobody is disturbed");
}

#[test]
fn a_script_answers_in_json_and_its_exit_code_says_whether_all_was_done() {
    let epmd = free_port();
    let script = std::env::temp_dir().join(format!("kv-{epmd}.txt"));
    std::fs::write(&script, "# two keys\nput a [1]\nget a\nget b\nselect [{:_, [], [:\"$_\"]}] 5\n")
        .expect("a folder");
    let path = script.to_string_lossy().into_owned();
    let output = run(&epmd, "a", &["--script", &path, "--json"]);
    let lines = "{\"ok\":true}\n{\"found\":true,\"ok\":true,\"value\":\"[1]\"}\n{\"found\":false,\"ok\":true}\n\
                 {\"ok\":true,\"rows\":[\"{\\\"a\\\", [1]}\"]}\n";
    assert_eq!((String::from_utf8_lossy(&output.stdout).as_ref(), output.status.code()), (lines, Some(0)));
    std::fs::write(&script, "put a\nput a 1\n").expect("a folder");
    let output = run(&epmd, "a", &["--script", &path, "--lang", "ru"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "нужно `put KEY VALUE`; ничего не изменилось\nok\n");
    assert_eq!(output.status.code(), Some(1));
    let _ = std::fs::remove_file(script);
}
