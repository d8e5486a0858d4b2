//! The lab of `rpc`, from a pipe: a limit ends the waiting and not the function, and a lost node ends a call at once.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the lab says to these lines. Cargo builds examples beside tests.
fn said(lines: &str) -> String {
    let deps = std::env::current_exe().expect("this test is a file");
    let examples = deps.parent().and_then(Path::parent).expect("target/debug").join("examples");
    let mut lab = Command::new(examples.join("lab_rpc"))
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
fn every_outcome_is_told() {
    let said = said(
        "x call y lab:add 1 2\nx call y lab:panic\nx call y lab:nope\nx call y lab:slow 300 within 100\nwait 400\nx call y lab:count\nx multicall y z lab:where\nx call y lab:slow 3000 while stop y\n",
    );
    in_order(
        &said,
        &[
            "\n3\n",
            "{:panic, \"told to panic\"}",
            ":undef",
            "no answer came in time",
            "\n1\n",
            "y: y\nz: z",
            "noconnection",
        ],
    );
}
