//! The lab of `handshake`, from a pipe: who believes whom, with another cookie, an old connection, and two calls at once.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the lab says to these lines. Cargo builds examples beside tests.
fn said(lines: &str) -> String {
    let deps = std::env::current_exe().expect("this test is a file");
    let examples = deps.parent().and_then(Path::parent).expect("target/debug").join("examples");
    let mut lab = Command::new(examples.join("lab_handshake"))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`cargo test` builds the example; `cargo test --test lab` does not");
    lab.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("the lab reads");
    let output = lab.wait_with_output().expect("the lab ends with its input");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("the lab speaks UTF-8")
}

/// Each of these parts, one behind the other.
fn in_order(said: &str, parts: &[&str]) {
    let mut rest = said;
    for part in parts {
        let Some(at) = rest.find(part) else { panic!("`{part}` is not in: {rest}") };
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn believed_refused_alive_and_simultaneous() {
    let said = said(
        "dial a\nrun\nnew\ncookie b other\ndial a\nrun\nnew\nold b\ndial a\nrun\nnew\ndial a\ndial b\nrun\n",
    );
    in_order(
        &said,
        &[
            "a believes b@b",
            "b: cookie secret, connected",
            "b closes the connection: the node a@a has another cookie",
            "a: cookie secret, not connected",
            "salive",
            "strue",
            "b ends the old connection",
            "ok_simultaneous",
            "a gives up its own call",
            "b: cookie secret, connected",
        ],
    );
}
