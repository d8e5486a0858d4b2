//! The lab of `global`, from a pipe: a name given away on both sides of a cut has one owner after it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the lab says to these lines. Cargo builds examples beside tests.
fn said(lines: &str) -> String {
    let deps = std::env::current_exe().expect("this test is a file");
    let examples = deps.parent().and_then(Path::parent).expect("target/debug").join("examples");
    let mut lab = Command::new(examples.join("lab_global"))
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
fn one_owner_after_a_cut_and_the_loser_is_told() {
    let said = said(
        "x register shop ann notify\ny whereis shop\ncut x | y z\nwait 1500\ny whereis shop\ny register shop bob notify\nnames\nheal\nconnect x y z\nwait 500\nnames\ntree\n",
    );
    in_order(
        &said,
        &[
            "\nyes\n",
            "\nann@x\n",
            "\nundefined\n",
            "\nyes\n",
            "shop  x: ann@x  y: bob@y  z: bob@y",
            "shop  x: ann@x  y: ann@x  z: ann@x",
            "{:global_name_conflict, \"shop\"}",
        ],
    );
}
