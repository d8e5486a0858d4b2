//! Ten thousand random sequences of operations, on every type of table: what each operation gives is what real ETS
//! gives, line by line.
//!
//! `sequences` and `specs` make them, `player` plays them here, `replay.exs` on the BEAM. `recorded.txt` is what the BEAM
//! printed for the first 250; where Elixir is installed, all ten thousand are played there.

mod player;
mod sequences;
mod specs;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use harness::sim;
use process::{Config, System};
use sequences::Sequence;
use table::Tables;

/// What the BEAM printed: `cargo run -q -p match_spec --example sequences -- 250 > /tmp/sequences.txt` and
/// `LC_ALL=C.UTF-8 elixir replay.exs /tmp/sequences.txt > recorded.txt`.
const RECORDED: &str = include_str!("recorded.txt");

/// So many sequences are compared with a BEAM that runs here.
const LIVE: u64 = 10_000;

/// What is played, and the lines that came of it.
type Played = Vec<Vec<String>>;

/// Plays sequences in one process, each with a table of its own.
fn here(sequences: Vec<Sequence>) -> Played {
    let run = sim(1, |world| async move {
        let config =
            Config { spawner: Some(world.spawner()), crash_log: Some(Arc::new(|_| {})), ..Config::default() };
        let system = System::new(config);
        let tables = Tables::new(&system);
        let (tell, told) = std::sync::mpsc::channel();
        let player = system.spawn(move |me| async move {
            for sequence in sequences {
                tell.send(player::play(&sequence, &tables, me.pid())).expect("the test waits");
            }
        });
        let reason = system.join(player).await;
        (reason, told.into_iter().collect())
    });
    let (reason, played): (_, Played) = run.finished();
    assert_eq!(reason, process::ExitReason::Normal);
    played
}

/// Plays sequences on the BEAM, if there is one.
fn there(sequences: &[Sequence]) -> Option<Played> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sequences.txt");
    let lines: String = sequences.iter().map(|sequence| sequence.line() + "\n").collect();
    std::fs::write(&file, lines).expect("the target folder can be written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ets/replay.exs");
    match Command::new("elixir").env("LC_ALL", "C.UTF-8").arg(script).arg(&file).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => panic!("elixir could not be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(read(&String::from_utf8_lossy(&output.stdout)))
        }
    }
}

/// The lines of each sequence of a transcript.
fn read(transcript: &str) -> Played {
    let mut played = Played::new();
    for line in transcript.lines().filter(|line| !line.starts_with('#')) {
        match played.last_mut() {
            _ if line.starts_with("-- ") => played.push(Vec::new()),
            Some(lines) => lines.push(line.to_owned()),
            None => panic!("a transcript begins with a sequence, not with {line}"),
        }
    }
    played
}

/// The first operation that gives something else there.
fn difference(here: &[String], there: &[String]) -> Option<usize> {
    here.iter().zip(there).position(|(here, there)| here != there)
}

/// Leaves out operations as long as there is still a difference, and says what is left: alone, on both sides.
fn shrunk(mut sequence: Sequence) -> String {
    loop {
        let without = |place: usize| {
            let mut shorter = sequence.clone();
            shorter.operations.remove(place);
            shorter
        };
        let shorter: Vec<Sequence> = (0..sequence.operations.len()).map(without).collect();
        let ours = here(shorter.clone());
        let theirs = there(&shorter).expect("it was there before");
        let differs = |place: &usize| difference(&ours[*place], &theirs[*place]).is_some();
        match (0..shorter.len()).find(differs) {
            Some(place) => sequence = shorter[place].clone(),
            None => break,
        }
    }
    let ours = here(vec![sequence.clone()]).remove(0);
    let theirs = there(std::slice::from_ref(&sequence)).expect("it was there before").remove(0);
    let mut story = format!("{}, key position {}\n", sequence.kind, sequence.key_position);
    for ((operation, ours), theirs) in sequence.operations.iter().zip(ours).zip(theirs) {
        story += &format!("{operation}\n  here  {ours}\n  there {theirs}\n");
    }
    story
}

#[test]
fn recorded_sequences_give_what_the_beam_gives() {
    let recorded = read(RECORDED);
    let sequences: Vec<Sequence> = (1..).take(recorded.len()).map(Sequence::new).collect();
    let played = here(sequences.clone());
    for ((ours, theirs), sequence) in played.iter().zip(&recorded).zip(sequences) {
        assert_eq!(ours.len(), theirs.len());
        if let Some(place) = difference(ours, theirs) {
            let operations = &sequence.operations[..=place];
            panic!("{}: {operations:#?}\nhere  {}\nthere {}", sequence.kind, ours[place], theirs[place]);
        }
    }
    assert_eq!(recorded.len(), 250);
}

#[test]
fn ten_thousand_sequences_give_what_the_beam_gives_that_runs_here() {
    let sequences: Vec<Sequence> = (1..=LIVE).map(Sequence::new).collect();
    let Some(theirs) = there(&sequences) else {
        eprintln!("skipped: elixir is not installed");
        return;
    };
    let ours = here(sequences.clone());
    assert_eq!((ours.len(), theirs.len()), (sequences.len(), sequences.len()));
    let differences = ours.iter().zip(&theirs).map(|(ours, theirs)| difference(ours, theirs));
    let differing: Vec<_> =
        differences.enumerate().filter_map(|(number, place)| Some((number, place?))).collect();
    if let Some(&(number, place)) = differing.first() {
        let sequence = &sequences[number];
        let (operation, count) = (&sequence.operations[place], differing.len());
        let lines =
            format!("{operation}\n  here  {}\n  there {}", ours[number][place], theirs[number][place]);
        panic!(
            "{count} sequences differ, {} is the first:\n{lines}\n{}",
            number + 1,
            shrunk(sequence.clone())
        );
    }
}
