//! Random terms: their bytes are those of the BEAM, both ways.
//!
//! The terms are those with which `term` proves its text. `recorded.txt` is what the BEAM printed for the first 100
//! lines; where Elixir is installed, 3,000 are written and read there.

#[path = "../../../../07_tables/term/tests/beam/terms.rs"]
mod terms;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use etf::{Atoms, Limits, Node, decode, encode, encode_as};
use term::Term;

/// What the BEAM printed: `cargo run -q -p etf --example terms -- 100 > /tmp/terms.txt` and
/// `LC_ALL=C.UTF-8 elixir replay.exs /tmp/terms.txt > recorded.txt`.
const RECORDED: &str = include_str!("recorded.txt");

/// So many lines are compared with a BEAM that runs here.
const LIVE: u64 = 3000;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("digits are ASCII"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("two digits of base 16")).collect()
}

/// The terms of this seed as a learner would type them, and their bytes.
fn line(seed: u64) -> String {
    let list = Term::list(terms::terms(seed));
    format!("{list}\t{}\n", hex(&encode(&list, Node::alone())))
}

/// Compares what the BEAM wrote with what is written here.
fn compare(transcript: &str) -> u64 {
    let mut seed = 0;
    for printed in transcript.lines().filter(|line| !line.starts_with('#')) {
        seed += 1;
        let [between_nodes, by_default, came_back] = printed.split(' ').collect::<Vec<_>>()[..] else {
            panic!("three words a line, seed {seed}: {printed}");
        };
        let list = Term::list(terms::terms(seed));
        assert_eq!(hex(&encode(&list, Node::alone())), between_nodes, "seed {seed}");
        assert_eq!(hex(&encode_as(&list, Node::alone(), Atoms::Latin1)), by_default, "seed {seed}");
        assert_eq!(came_back, "true", "seed {seed}");
        for written in [between_nodes, by_default] {
            let read = decode(&bytes(written), Node::alone(), Limits::default());
            assert_eq!(read.as_ref(), Ok(&list), "seed {seed}");
        }
    }
    seed
}

#[test]
fn recorded_bytes_are_those_of_the_beam() {
    assert_eq!(compare(RECORDED), 100);
}

#[test]
fn three_thousand_lines_of_terms_have_the_bytes_of_the_beam_that_runs_here() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("etf-terms.txt");
    let text: String = (1..=LIVE).map(line).collect();
    std::fs::write(&file, text).expect("the target folder can be written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/beam/replay.exs");
    match Command::new("elixir").env("LC_ALL", "C.UTF-8").arg(script).arg(&file).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: no Elixir");
        }
        Err(error) => panic!("elixir could not be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(compare(&String::from_utf8_lossy(&output.stdout)), LIVE);
        }
    }
}
