//! The lab of `etf`, from a pipe: terms with each tag explained, and bytes that lie.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the lab says to these lines. Cargo builds examples beside tests.
fn said(lines: &str) -> String {
    let deps = std::env::current_exe().expect("this test is a file");
    let examples = deps.parent().and_then(Path::parent).expect("target/debug").join("examples");
    let mut lab = Command::new(examples.join("lab_etf"))
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
fn tags_are_explained_and_lies_refused() {
    let said = said(
        "term {:ok, [1, 2, 3]}\nterm [1, 256]\nhex 83 6a\nhex 83 6c ff ff ff ff 61 01\nhex <<131, 97>>\n",
    );
    in_order(
        &said,
        &[
            "68 02",
            "SMALL_TUPLE_EXT",
            "77 02 6f 6b",
            "STRING_EXT",
            "LIST_EXT",
            "= []",
            "length: 4294967295 (bytes left: 2)",
            "= the bytes end in the middle of a term",
            "here the bytes end",
            "= the bytes end",
        ],
    );
}
