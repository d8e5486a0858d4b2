//! A lab from a pipe, for the tests of labs: lines go in, and what the lab says comes out.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Opens the example of this name, as `lab_node`, and types these lines. To be called in a test: cargo builds examples
/// beside tests.
///
/// # Panics
/// When the lab does not start or does not read.
#[must_use]
pub fn piped(example: &str, language: &str, lines: &str) -> Output {
    let deps = std::env::current_exe().expect("this test is a file");
    let examples = deps.parent().and_then(Path::parent).expect("target/debug").join("examples");
    let mut lab = Command::new(examples.join(example))
        .args(["--lang", language])
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`cargo test` builds the example; `cargo test --test lab` does not");
    lab.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("the lab reads");
    lab.wait_with_output().expect("the lab ends with its input")
}

/// The same in English, for lines that are all understood: what the lab says.
///
/// # Panics
/// When it refuses a line.
#[must_use]
pub fn said(example: &str, lines: &str) -> String {
    let output = piped(example, "en", lines);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// What was said, as text.
///
/// # Panics
/// When it is no UTF-8.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the lab speaks UTF-8")
}

/// Each of these parts, one behind the other.
///
/// # Panics
/// When one is not there.
pub fn in_order(said: &str, parts: &[&str]) {
    let mut rest = said;
    for part in parts {
        let Some(at) = rest.find(part) else { panic!("`{part}` is not in: {rest}") };
        rest = &rest[at + part.len()..];
    }
}
