//! Bytes that were terms, with something changed: never a panic, never more memory than the bytes can account for.

#[path = "../../../../../exercises/09_distribution/etf/tests/meter/mod.rs"]
mod meter;
#[path = "../../../../07_tables/term/tests/beam/terms.rs"]
mod terms;

use etf::{DecodeError, Limits, Node, decode, encode};
use harness::Rng;
use meter::peak_of;
use term::{Term, term};

/// So many terms are changed, each in several ways. `ETF_FUZZ=1000000` tries longer.
const ROUNDS: u64 = 3000;

/// Room for what has begun, whatever comes: 500 levels of 256 terms, and the list of the levels.
const OPEN: usize = 4 << 20;

/// So many bytes of memory a byte on the wire may cost: maps of one pair cost most, 88.
const EACH: usize = 100;

fn rounds() -> u64 {
    std::env::var("ETF_FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

/// Reads the bytes, and holds the memory to its bound.
fn read(bytes: &[u8], told: impl Fn() -> String) -> Result<Term, DecodeError> {
    let (read, peak) = peak_of(|| decode(bytes, Node::alone(), Limits::default()));
    assert!(peak <= OPEN + EACH * bytes.len(), "{peak} bytes of memory for {}: {}", bytes.len(), told());
    read
}

/// Changes something: a byte, a bit, a length, an end, a piece that comes twice or goes.
fn change(rng: &mut Rng, bytes: &mut Vec<u8>) {
    if bytes.len() < 2 {
        return bytes.push(131);
    }
    let at = 1 + rng.below(bytes.len() - 1);
    match rng.below(7) {
        0 => bytes[at] = u8::try_from(rng.below(256)).expect("a byte"),
        1 => bytes[at] ^= 1 << rng.below(8),
        2 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 255),
        3 => bytes.truncate(at),
        4 => drop(bytes.drain(at..(at + 1 + rng.below(4)).min(bytes.len()))),
        5 => bytes.insert(at, [104, 108, 107, 109, 116, 88, 119, 112][rng.below(8)]),
        _ => {
            let piece = bytes[at..(at + 1 + rng.below(8)).min(bytes.len())].to_vec();
            let to = 1 + rng.below(bytes.len() - 1);
            bytes.splice(to..to, piece);
        }
    }
}

#[test]
fn changed_bytes_give_a_term_or_an_error_and_cost_what_they_may() {
    let mut kept = 0_u64;
    for seed in 1..=rounds() {
        let mut rng = Rng::new(seed);
        let mut bytes = encode(&Term::list(terms::terms(seed)), Node::alone());
        for step in 0..5 {
            change(&mut rng, &mut bytes);
            let Ok(term) = read(&bytes, || format!("seed {seed}, step {step}, {bytes:?}")) else { continue };
            kept += 1;
            let again = decode(&encode(&term, Node::alone()), Node::alone(), Limits::default());
            assert_eq!(again, Ok(term), "seed {seed}, step {step}");
        }
    }
    assert!(kept > rounds() / 10, "only {kept} were terms still: the changes are too rough to find anything");
}

#[test]
fn what_costs_most_stays_within_the_bound() {
    let many = |parts: usize, head: &[u8], part: &[u8]| {
        let mut bytes = vec![131, 108];
        bytes.extend(u32::try_from(parts).expect("few").to_be_bytes());
        (0..parts).for_each(|_| bytes.extend([head, part].concat()));
        bytes.push(106);
        bytes
    };
    let parts: [(&[u8], &[u8]); 7] = [
        (&[], &[106]),
        (&[104, 1], &[106]),
        (&[104, 1, 104, 1], &[106]),
        (&[116, 0, 0, 0, 1, 106], &[106]),
        (&[108, 0, 0, 0, 1, 106], &[106]),
        (&[107, 0, 1], &[1]),
        (&[109, 0, 0, 0, 0], &[]),
    ];
    for (head, part) in parts {
        let bytes = many(100_000, head, part);
        read(&bytes, || format!("{head:?}")).expect("it is a term");
    }
    // A hundred thousand numbers of one byte each, as one text.
    let texts = many(20, &[107, 255, 255], &[7; 65_535]);
    read(&texts, || "strings".to_owned()).expect("it is a term");
}

#[test]
fn a_term_takes_24_bytes() {
    assert_eq!(size_of::<Term>(), 24);
}

#[test]
fn a_string_counts_as_many_parts_as_it_has() {
    let limits = Limits { parts: 3, ..Limits::default() };
    let node = Node::alone();
    assert!(decode(&encode(&term!([1, 2]), node), node, limits).is_ok());
    assert_eq!(decode(&encode(&term!([1, 2, 3]), node), node, limits), Err(DecodeError::TooMany(3)));
}

#[test]
fn pids_of_nodes_that_nobody_knows_end_when_there_are_too_many() {
    let pid = |creation: u32| [&[131, 88, 119, 3][..], b"z@h", &[0; 8], &creation.to_be_bytes()].concat();
    let refused = (1..=70_000).find_map(|life| decode(&pid(life), Node::alone(), Limits::default()).err());
    assert_eq!(refused, Some(DecodeError::TooManyNodes(65_536)));
    assert!(decode(&pid(1), Node::alone(), Limits::default()).is_ok(), "whoever is known stays known");
}
