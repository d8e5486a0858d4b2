//! Bytes of strangers: each is a term or an error, and neither costs more than it may.

use etf::{DecodeError, Limits, Node, decode, encode};
use harness::Rng;
use proptest::prelude::*;
use term::{Term, term};

fn read(bytes: &[u8]) -> Result<Term, DecodeError> {
    decode(bytes, Node::alone(), Limits::default())
}

#[test]
fn a_term_ten_thousand_levels_deep_is_refused() {
    let deep = |levels: usize, head: &[u8], end: &[u8]| {
        let mut bytes = vec![131];
        (0..levels).for_each(|_| bytes.extend(head));
        bytes.extend(end);
        bytes
    };
    let heads: [&[u8]; 3] = [&[104, 1], &[108, 0, 0, 0, 1], &[116, 0, 0, 0, 1]];
    for head in heads {
        assert_eq!(read(&deep(10_000, head, &[106])), Err(DecodeError::TooDeep(500)));
        assert_eq!(read(&deep(1_000_000, head, &[106])), Err(DecodeError::TooDeep(500)));
    }
    assert!(read(&deep(500, &[104, 1], &[106])).is_ok());
}

#[test]
fn a_length_that_lies_reserves_nothing() {
    for tag in [105, 108, 116, 109, 111] {
        let bytes = [131, tag, 255, 255, 255, 255, 97];
        assert!(matches!(read(&bytes), Err(DecodeError::Ends { .. })), "{tag}");
    }
    // Each of five hundred lists claims four thousand million elements.
    let mut bytes = vec![131];
    (0..500).for_each(|_| bytes.extend([108, 255, 255, 255, 255]));
    assert!(matches!(read(&bytes), Err(DecodeError::Ends { .. })));
}

#[test]
fn what_is_no_term_is_told_apart() {
    let told: [(&[u8], DecodeError); 9] = [
        (&[], DecodeError::Ends { missing: 1 }),
        (&[130, 97, 1], DecodeError::Version(130)),
        (&[131], DecodeError::Ends { missing: 1 }),
        (&[131, 97, 1, 97], DecodeError::Trailing(1)),
        (&[131, 7], DecodeError::Tag(7)),
        (&[131, 98, 0, 0], DecodeError::Ends { missing: 2 }),
        (&[131, 119, 1, 0xff], DecodeError::Malformed("an atom is no UTF-8")),
        (&[131, 70, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0], DecodeError::Malformed("a float is no number")),
        (
            &[131, 116, 0, 0, 0, 2, 97, 1, 97, 1, 97, 1, 97, 2],
            DecodeError::Malformed("a key of a map stands twice"),
        ),
    ];
    for (bytes, error) in told {
        assert_eq!(read(bytes), Err(error), "{bytes:?}");
    }
}

#[test]
fn more_parts_than_allowed_are_refused() {
    let limits = Limits { parts: 3, ..Limits::default() };
    let node = Node::alone();
    assert!(decode(&encode(&term!({1, 2}), node), node, limits).is_ok());
    assert_eq!(decode(&encode(&term!({1, 2, 3}), node), node, limits), Err(DecodeError::TooMany(3)));
}

#[test]
fn a_pid_of_another_node_comes_back_as_it_was() {
    let [a, b] = ["a@127.0.0.1", "b@127.0.0.1"].map(|name| Node { name: term::Atom::new(name), creation: 7 });
    let pid = Term::Pid(process::Pid::of_node(0, 3, 1));
    let seen_by_b = decode(&encode(&pid, a), b, Limits::default()).expect("it is a term");
    assert_ne!(seen_by_b, pid, "the pid of a is no pid of b");
    assert_eq!(encode(&seen_by_b, b), encode(&pid, a), "b writes it as a did");
    assert_eq!(decode(&encode(&seen_by_b, b), a, Limits::default()), Ok(pid), "a knows it again");
}

#[test]
fn a_changed_byte_gives_a_term_or_an_error() {
    let whole = term!({:ok, [1, 2.5, -300, 70_000], "text", %{a: {:b}, "c" => [1 | 2]}, 4_000_000_000_i64});
    let bytes = encode(&whole, Node::alone());
    for place in 0..bytes.len() {
        for value in 0..=255 {
            let mut changed = bytes.clone();
            changed[place] = value;
            let _ = read(&changed);
            let _ = read(&changed[..place]);
        }
    }
}

#[test]
fn what_is_read_is_written_and_read_again() {
    for seed in 0..200_000 {
        let mut rng = Rng::new(seed);
        let len = rng.below(40);
        let mut bytes = vec![131];
        bytes.extend((0..len).map(|_| tagged(&mut rng)));
        if let Ok((term, _)) = etf::decode_part(&bytes, Node::alone(), Limits::default()) {
            assert_eq!(read(&encode(&term, Node::alone())), Ok(term), "seed {seed}: {bytes:?}");
        }
    }
}

/// A byte that is a tag or a small number more often than not.
fn tagged(rng: &mut Rng) -> u8 {
    const TAGS: [u8; 16] = [70, 88, 90, 97, 98, 100, 104, 106, 107, 108, 109, 110, 115, 116, 118, 119];
    match rng.below(3) {
        0 => TAGS[rng.below(16)],
        1 => u8::try_from(rng.below(4)).expect("a small number"),
        _ => u8::try_from(rng.below(256)).expect("a byte"),
    }
}

proptest! {
    #[test]
    fn any_bytes_give_a_term_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = read(&bytes);
        let _ = read(&[&[131], &bytes[..]].concat());
    }
}
