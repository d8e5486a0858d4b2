//! Random terms: their text, their order and what equals what are those of the BEAM.
//!
//! `terms` makes them, `replay.exs` reads them. `recorded.txt` is what the BEAM printed for the first 150 lines; where
//! Elixir is installed, 3,000 are read there.

mod terms;

use std::path::Path;
use std::process::Command;

use harness::Rng;
use term::Term;

/// What the BEAM printed: `cargo run -q -p term --example terms -- 150 > /tmp/terms.txt` and
/// `LC_ALL=C.UTF-8 elixir replay.exs /tmp/terms.txt > recorded.txt`.
const RECORDED: &str = include_str!("recorded.txt");

/// So many lines are compared with a BEAM that runs here.
const LIVE: u64 = 3000;

/// More keys than this, and a map of the BEAM lies in an order of its own. Ours has one order for all maps.
const ORDERED_KEYS: usize = 32;

/// How each term compares with the next.
fn compared(terms: &[Term]) -> String {
    let signs = terms.windows(2).map(|pair| match (pair[0] == pair[1], pair[0].compare(&pair[1])) {
        (true, order) => {
            assert!(order.is_eq(), "{} is itself", pair[0]);
            "==="
        }
        (false, std::cmp::Ordering::Equal) => "==",
        (false, std::cmp::Ordering::Less) => "<",
        (false, std::cmp::Ordering::Greater) => ">",
    });
    signs.collect::<Vec<_>>().join(" ")
}

fn has_large_map(term: &Term) -> bool {
    let any = |items: &[Term]| items.iter().any(has_large_map);
    match term {
        Term::Tuple(items) => any(items),
        Term::List(list) => any(list.items()) || list.tail().is_some_and(has_large_map),
        Term::Map(map) => {
            map.len() > ORDERED_KEYS
                || map.iter().any(|(key, value)| has_large_map(key) || has_large_map(value))
        }
        _ => false,
    }
}

/// The text is the BEAM's, letter by letter; with a large map inside, only what it says.
fn assert_text(ours: &Term, beam: &str, seed: u64) {
    let read: Term = beam.parse().unwrap_or_else(|error| panic!("seed {seed}, {error}: {beam}"));
    assert_eq!(read.to_string(), ours.to_string(), "seed {seed}");
    if !has_large_map(ours) {
        assert_eq!(ours.to_string(), beam, "seed {seed}");
    }
}

/// Compares what the BEAM printed with what is printed here.
fn compare(transcript: &str) -> u64 {
    let lines: Vec<&str> = transcript.lines().filter(|line| !line.starts_with('#')).collect();
    let mut seed = 0;
    for printed in lines.chunks(3) {
        seed += 1;
        let mut terms = terms::terms(seed);
        assert_text(&Term::list(terms.clone()), printed[0], seed);
        assert_eq!(compared(&terms), printed[2], "seed {seed}: {terms:?}");
        terms.sort_by(Term::compare);
        assert_text(&Term::list(terms), printed[1], seed);
    }
    seed
}

#[test]
fn recorded_terms_are_those_of_the_beam() {
    assert_eq!(compare(RECORDED), 150);
}

#[test]
fn three_thousand_lines_of_terms_are_those_of_the_beam_that_runs_here() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terms.txt");
    let text: String = (1..=LIVE).map(|seed| format!("{}\n", Term::list(terms::terms(seed)))).collect();
    std::fs::write(&file, text).expect("the target folder can be written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/beam/replay.exs");
    match Command::new("elixir").env("LC_ALL", "C.UTF-8").arg(script).arg(&file).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: elixir is not installed");
        }
        Err(error) => panic!("elixir could not be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(compare(&String::from_utf8_lossy(&output.stdout)), LIVE);
        }
    }
}

#[test]
fn what_is_printed_can_be_read_back() {
    for seed in 0..20_000 {
        let term = terms::term(&mut Rng::new(seed), 3);
        let read: Term =
            term.to_string().parse().unwrap_or_else(|error| panic!("seed {seed}, {error}: {term}"));
        assert_eq!(read, term, "seed {seed}");
        assert_eq!(read.to_string(), term.to_string(), "seed {seed}");
    }
}

#[test]
fn no_text_makes_the_reader_panic() {
    const SIGNS: [&str; 22] = [
        "{", "}", "[", "]", "<<", ">>", "%{", "|", "\"", "'", "\\", "\\x{", "#{", ":", "=>", ",", "?", "-",
        "0x", "1.0e", "ж", " ",
    ];
    for seed in 0..20_000 {
        let mut rng = Rng::new(seed);
        let mut letters: Vec<char> = terms::term(&mut rng, 3).to_string().chars().take(400).collect();
        for _ in 0..1 + rng.below(3) {
            let at = rng.below(letters.len().max(1)).min(letters.len());
            let end = (at + rng.below(4)).min(letters.len());
            let sign = SIGNS[rng.below(SIGNS.len())];
            letters.splice(at..end, sign.chars());
        }
        let text: String = letters.into_iter().collect();
        match text.parse::<Term>() {
            Ok(term) => assert_eq!(term.to_string().parse(), Ok(term), "seed {seed}: {text}"),
            Err(error) => assert!(error.column <= text.chars().count() + 1, "seed {seed}: {text}"),
        }
    }
}
