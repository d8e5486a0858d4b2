//! The lab of `distributed_pg`, from a pipe: each side of a cut has its own members, and both have all of them after it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the lab says to these lines. Cargo builds examples beside tests.
fn said(lines: &str) -> String {
    let deps = std::env::current_exe().expect("this test is a file");
    let examples = deps.parent().and_then(Path::parent).expect("target/debug").join("examples");
    let mut lab = Command::new(examples.join("lab_distributed_pg"))
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
fn each_side_sees_its_own_and_then_all() {
    let said = said(
        "x join lobby ann\ny join lobby ann bob\nz members lobby\ncut x | y z\nwait 1500\ngroups\nx join lobby bob\ny leave lobby bob\nheal\nconnect x y z\ngroups\nkill ann@y\ngroups\n",
    );
    in_order(
        &said,
        &[
            "\nann@x ann@y bob@y\n",
            "x  lobby: ann@x\ny  lobby: ann@y bob@y\nz  lobby: ann@y bob@y",
            "y  lobby: ann@x bob@x ann@y\n",
            "z  lobby: ann@x bob@x\n",
        ],
    );
}
