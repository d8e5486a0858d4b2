//! Random histories: the supervisor does in each what OTP's does, line by line.
//!
//! `history` makes them, `by_shell` plays them with real processes, `by_core` with none, and `replay.exs` on the BEAM.
//! `recorded.txt` is what the BEAM printed for the first 150; where Elixir is installed, 500 are played there.

mod by_core;
mod by_shell;
mod history;
mod words;

use std::path::Path;
use std::process::Command;

/// What the BEAM printed: `cargo run -q -p supervisor --example histories -- 150 > /tmp/histories.txt` and
/// `elixir replay.exs /tmp/histories.txt > recorded.txt`.
const RECORDED: &str = include_str!("recorded.txt");

/// So many histories are compared with a BEAM that runs here.
const LIVE: u64 = 500;

/// The histories of a transcript: each seed, and its lines.
fn by_seed(transcript: &str) -> Vec<(u64, Vec<&str>)> {
    let mut histories: Vec<(u64, Vec<&str>)> = Vec::new();
    for line in transcript.lines().filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix("-- "), histories.last_mut()) {
            (Some(seed), _) => histories.push((seed.parse().expect("a history's number"), Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => panic!("a transcript begins with a history, not with {line}"),
        }
    }
    histories
}

/// Compares both players with what the BEAM printed for these histories.
fn compare(transcript: &str) -> usize {
    let histories = by_seed(transcript);
    for (seed, expected) in &histories {
        let story = || history::text(*seed);
        assert_eq!(by_shell::play(history::history(*seed), *seed), *expected, "the shell in\n{}", story());
        assert_eq!(by_core::play(history::history(*seed)), *expected, "the core in\n{}", story());
    }
    histories.len()
}

#[test]
fn recorded_histories_are_those_of_the_beam() {
    assert_eq!(compare(RECORDED), 150);
}

#[test]
fn core_and_shell_tell_the_same_story() {
    for seed in 1..=LIVE {
        let shell = by_shell::play(history::history(seed), seed);
        assert_eq!(by_core::play(history::history(seed)), shell, "in\n{}", history::text(seed));
    }
}

#[test]
fn five_hundred_histories_are_those_of_the_beam_that_runs_here() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("histories.txt");
    let text: String = (1..=LIVE).map(history::text).collect();
    std::fs::write(&file, text).expect("the target folder can be written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/histories/replay.exs");
    match Command::new("elixir").arg(script).arg(&file).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: elixir is not installed");
        }
        Err(error) => panic!("elixir could not be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let played = compare(&String::from_utf8_lossy(&output.stdout));
            assert_eq!(played, usize::try_from(LIVE).expect("a few hundred"));
        }
    }
}
