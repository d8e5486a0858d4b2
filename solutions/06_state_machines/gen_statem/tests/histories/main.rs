//! Random machines: ours do in each history what those of the BEAM do, line by line.
//!
//! `history` makes them, `by_core` plays them without a process, the test below with one, `replay.exs` on the BEAM.
//! `recorded.txt` is what the BEAM printed for the first 150; where Elixir is installed, 400 are played there.

mod by_core;
mod history;
mod machine;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gen_statem::{Options, start};
use harness::{Rng, sim};
use history::History;
use machine::Table;
use process::{Config, System};

/// What the BEAM printed: `elixir replay.exs FILE > recorded.txt`; `FILE` is what the last test writes, cut after 150.
const RECORDED: &str = include_str!("recorded.txt");

/// So many histories are compared with a BEAM that runs here.
const LIVE: u64 = 400;

/// The history of this seed: the first candidate whose times are far enough apart.
fn history(seed: u64) -> History {
    let mut rng = Rng::new(seed);
    loop {
        let history = history::candidate(&mut rng);
        if by_core::play(&history).1 {
            return history;
        }
    }
}

fn by_shell(history: &History, seed: u64) -> Vec<String> {
    let history = Arc::new(history.clone());
    let run = sim(seed, |world| async move {
        let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
        let lines = Arc::new(Mutex::new(Vec::new()));
        let table = Table::new(Arc::clone(&history), Arc::clone(&lines));
        let driver = system.spawn(|mut me| async move {
            let machine = start::<Table>(&mut me, table, Options::default()).await.expect("init says ok");
            for (at, told) in &history.steps {
                tokio::time::sleep(Duration::from_millis(*at).saturating_sub(world.elapsed())).await;
                told.iter().for_each(|word| machine.cast(&me, word));
            }
            tokio::time::sleep(Duration::from_millis(history.end).saturating_sub(world.elapsed())).await;
        });
        system.join(driver).await;
        std::mem::take(&mut *lines.lock().expect("nobody panics while writing a line"))
    });
    run.finished()
}

/// The histories of a transcript: each seed, and its lines.
fn by_seed(transcript: &str) -> BTreeMap<u64, Vec<&str>> {
    let mut histories: Vec<(u64, Vec<&str>)> = Vec::new();
    for line in transcript.lines().filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix("-- "), histories.last_mut()) {
            (Some(seed), _) => histories.push((seed.parse().expect("a history's number"), Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => panic!("a transcript begins with a history, not with {line}"),
        }
    }
    histories.into_iter().collect()
}

/// The histories that the BEAM tells otherwise.
fn different(transcript: &str) -> Vec<u64> {
    let differs = |(seed, expected): &(u64, Vec<&str>)| by_core::play(&history(*seed)).0 != *expected;
    by_seed(transcript).into_iter().filter(differs).map(|(seed, _)| seed).collect()
}

fn replayed(seeds: &[u64]) -> Option<String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("machines.txt");
    let text: String = seeds.iter().map(|seed| format!("history {seed}\n{}", history(*seed))).collect();
    std::fs::write(&file, text).expect("the target folder can be written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/histories/replay.exs");
    match Command::new("elixir").arg(script).arg(&file).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: elixir is not installed");
            None
        }
        Err(error) => panic!("elixir could not be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
    }
}

#[test]
fn recorded_histories_are_those_of_the_beam() {
    assert_eq!(by_seed(RECORDED).len(), 150);
    assert_eq!(different(RECORDED), Vec::<u64>::new());
}

#[test]
fn core_and_shell_tell_the_same_story() {
    for seed in 1..=LIVE {
        let history = history(seed);
        assert_eq!(by_core::play(&history).0, by_shell(&history, seed), "{seed}\n{history}");
    }
}

#[test]
fn four_hundred_histories_are_those_of_the_beam_that_runs_here() {
    let mut seeds: Vec<u64> = (1..=LIVE).collect();
    // A real clock on a busy machine may be late: what differs is played again.
    for _ in 0..3 {
        let Some(transcript) = replayed(&seeds) else { return };
        assert_eq!(by_seed(&transcript).len(), seeds.len());
        seeds = different(&transcript);
        if seeds.is_empty() {
            return;
        }
    }
    let first = history(seeds[0]);
    panic!("{seeds:?} differ; {}:\n{first}\n{}", seeds[0], by_core::play(&first).0.join("\n"));
}
