//! Checks of `etf`. Each step is a module, each claim a test.

mod meter;

use std::panic::{AssertUnwindSafe, catch_unwind};

use etf::{DecodeError, Limits, Node, decode, encode};
use harness::{Transcript, check};
use term::{Atom, Term, term};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

fn numbers(bytes: &[u8]) -> String {
    bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")
}

/// One line: the bytes of a term.
fn write(t: &mut Transcript, term: &Term) {
    t.line(format!("{term}: {}", numbers(&encode(term, Node::alone()))));
}

fn read(bytes: &[u8]) -> Result<Term, DecodeError> {
    decode(bytes, Node::alone(), Limits::default())
}

/// One line for each line of a section of the transcript that begins with bytes: the term of these bytes.
fn read_section(t: &mut Transcript, section: &str) {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    for line in lines.take_while(|line| !line.starts_with("-- ")) {
        let bytes = line.split(": ").next().expect("a line has a beginning");
        let parsed: Result<Vec<u8>, _> = bytes.split(' ').map(str::parse).collect();
        let said = match read(&parsed.expect("a line begins with bytes")) {
            Ok(term) => term.to_string(),
            Err(_) => "refused".to_owned(),
        };
        t.line(format!("{bytes}: {said}"));
    }
}

mod predict {
    use super::*;
    use etf::predict::{A_LENGTH_THAT_LIES, SAME_NUMBER, TWO_LISTS};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_by_looks", |t| {
            let ours = [TWO_LISTS, A_LENGTH_THAT_LIES, SAME_NUMBER];
            t.suspect_if(ours.contains(&""), "not_yet");
            ours.iter().for_each(|line| t.line(*line));
            let beam =
                |label: &str| BEAM.lines().find_map(|line| line.strip_prefix(label)).expect("it is there");
            let count = |label: &str| beam(label).split_whitespace().count();
            let lists = format!("{} and {}", count("[1, 2, 3]: "), count("[1, 2, 300]: "));
            let lie = if beam("131 108 255 255 255 255 97: ") == "refused" { "refuses" } else { "waits" };
            let pid = beam("of a@127.0.0.1 and of b@127.0.0.1: the same ");
            let pid = if pid == "true" { "the same" } else { "another" };
            t.expect("beam.out", &[&lists, lie, pid]);
        });
    }
}

mod encode {
    use super::*;

    #[test]
    fn each_number_takes_the_shortest_form_there_is() {
        check("number_too_wide", |t| {
            let most = i64::from(i32::MAX);
            for number in [0, 255, 256, -1, most, most + 1, -most - 1, -most - 2, i64::MAX] {
                write(t, &Term::from(number));
            }
            t.beam_section(BEAM, "numbers");
        });
    }

    #[test]
    fn a_list_of_bytes_has_a_form_of_its_own_and_any_other_has_an_end() {
        check("wrong_form_of_list", |t| {
            let terms = [
                term!([]),
                term!([1, 2, 3]),
                term!([1, 2, 300]),
                term!([1, -1]),
                term!([1 | 2]),
                term!([[1], { 2 }]),
            ];
            terms.iter().for_each(|term| write(t, term));
            for len in [65_535, 65_536] {
                let long = encode(&Term::list(vec![term!(1); len]), Node::alone());
                t.line(format!("{len} bytes: {}", long[1]));
            }
            t.beam_section(BEAM, "lists");
        });
    }
}

mod ends {
    use super::*;

    #[test]
    fn a_length_that_promises_more_than_there_is_is_refused() {
        check("takes_what_is_there", |t| {
            read_section(t, "ends");
            t.beam_section(BEAM, "ends");
        });
    }

    #[test]
    fn a_number_that_is_cut_off_is_refused_and_told() {
        check("takes_what_is_there", |t| {
            for bytes in [&[131, 98, 0, 0, 1, 0][..], &[131, 98, 0, 0, 1], &[131], &[131, 70, 63]] {
                let said = read(bytes).map_or_else(|error| error.to_string(), |term| term.to_string());
                t.line(format!("{}: {said}", numbers(bytes)));
            }
            t.expect(
                "transcript",
                &[
                    "131 98 0 0 1 0: 256",
                    "131 98 0 0 1: the bytes end in the middle of a term: 1 more are needed",
                    "131: the bytes end in the middle of a term: 1 more are needed",
                    "131 70 63: the bytes end in the middle of a term: 7 more are needed",
                ],
            );
        });
    }
}

mod atoms {
    use super::*;

    #[test]
    fn an_atom_is_latin_1_or_utf_8_as_its_tag_says() {
        check("wrong_alphabet", |t| {
            read_section(t, "atoms");
            t.beam_section(BEAM, "atoms");
        });
    }

    #[test]
    fn a_name_that_cannot_be_is_an_error_and_no_crash() {
        check("atom_panics", |t| {
            for len in [255_u16, 256, 60_000] {
                let bytes = [&[131, 118][..], &len.to_be_bytes(), &vec![b'x'; usize::from(len)]].concat();
                let said = match catch_unwind(AssertUnwindSafe(|| read(&bytes))) {
                    Ok(Ok(_)) => "an atom".to_owned(),
                    Ok(Err(error)) => error.to_string(),
                    Err(_) => "the node is down".to_owned(),
                };
                t.line(format!("{len} letters: {said}"));
            }
            t.expect(
                "transcript",
                &[
                    "255 letters: an atom",
                    "256 letters: an atom has at most 255 characters, this one has 256",
                    "60000 letters: an atom has at most 255 characters, this one has 60000",
                ],
            );
        });
    }
}

mod deep {
    use super::*;

    #[test]
    fn what_stands_inside_is_put_together_from_the_inside_out() {
        check("one_level_only", |t| {
            read_section(t, "deep");
            t.beam_section(BEAM, "deep");
        });
    }

    /// `levels` terms in one another, each with this head.
    fn nested(levels: usize, head: &[u8]) -> Vec<u8> {
        [&[131][..], &head.repeat(levels), &[106]].concat()
    }

    #[test]
    fn what_is_too_deep_is_refused_before_it_costs_anything() {
        check("any_depth", |t| {
            let heads: [(&str, &[u8]); 3] =
                [("tuples", &[104, 1]), ("lists", &[108, 0, 0, 0, 1]), ("maps", &[116, 0, 0, 0, 1])];
            let mut try_it = |levels, name, head: &[u8]| {
                let said =
                    read(&nested(levels, head)).map_or_else(|error| error.to_string(), |_| "read".into());
                t.line(format!("{levels} {name}: {said}"));
            };
            try_it(500, "tuples", heads[0].1);
            heads.iter().for_each(|(name, head)| try_it(501, name, head));
            let refused = "the term is nested more than 500 levels deep";
            let mut expected: Vec<String> = vec!["500 tuples: read".into()];
            expected.extend(heads.iter().map(|(name, _)| format!("501 {name}: {refused}")));
            t.expect("transcript", &expected);
            for (name, head) in heads {
                assert_eq!(read(&nested(1_000_000, head)), Err(DecodeError::TooDeep(500)), "{name}");
            }
        });
    }
}

mod room {
    use super::*;
    use crate::meter::peak_of;

    /// What the bytes are, and how much memory the attempt to read them took.
    fn line(what: &str, bytes: &[u8], limit: usize) -> String {
        let (read, peak) = peak_of(|| read(bytes));
        let said = if read.is_ok() { "a term" } else { "refused" };
        let cost = match peak {
            peak if peak <= limit => format!("at most {} kB", limit >> 10),
            peak => format!("{} kB", peak >> 10),
        };
        format!("{what}: {said}, {cost} of memory")
    }

    #[test]
    fn a_length_that_lies_costs_nothing() {
        check("length_believed", |t| {
            for (name, tag) in [("list", 108), ("tuple", 105)] {
                let lie = [131, tag, 0, 15, 66, 64, 97];
                t.line(line(&format!("a {name} of a million in seven bytes"), &lie, 4 << 10));
            }
            t.expect(
                "transcript",
                &[
                    "a list of a million in seven bytes: refused, at most 4 kB of memory",
                    "a tuple of a million in seven bytes: refused, at most 4 kB of memory",
                ],
            );
            let mut largest = Transcript::default();
            read_section(&mut largest, "room");
            largest.beam_section(BEAM, "room");
        });
    }

    #[test]
    fn many_lengths_that_lie_together_cost_little() {
        check("length_believed", |t| {
            let lies: Vec<u8> = [108, 0, 1, 0, 0].repeat(400);
            let bytes = [&[131][..], &lies, &[106; 70_000]].concat();
            t.line(line("400 lists of 65536 in 72 kB", &bytes, 8 << 20));
            t.expect("transcript", &["400 lists of 65536 in 72 kB: refused, at most 8192 kB of memory"]);
        });
    }
}

mod pids {
    use super::*;

    fn node(name: &str, creation: u32) -> Node {
        Node { name: Atom::new(name), creation }
    }

    /// A pid on the wire, as the script writes it.
    fn pid(node: &str, id: u32, creation: u32) -> Vec<u8> {
        let len = u8::try_from(node.len()).expect("a short name");
        let head = [&[131, 88, 119, len][..], node.as_bytes()].concat();
        [&head[..], &id.to_be_bytes(), &[0; 4], &creation.to_be_bytes()].concat()
    }

    #[test]
    fn the_same_number_on_another_node_is_another_process() {
        check("foreign_pid_is_ours", |t| {
            let here = Node::alone();
            let known = |name, creation| read(&pid(name, 7, creation)).expect("it is a pid");
            let a = known("a@127.0.0.1", 1);
            let of = |term: &Term| match term {
                Term::Pid(pid) => Node::of_number(pid.node(), here).name.text().to_owned(),
                other => panic!("no pid: {other}"),
            };
            let b = known("b@127.0.0.1", 1);
            t.line(format!("of {} and of {}: the same {}", of(&a), of(&b), a == b));
            t.line(format!("of {} and of its next life: the same {}", of(&a), a == known("a@127.0.0.1", 2)));
            let same = encode(&a, here) == pid("a@127.0.0.1", 7, 1);
            t.line(format!("written again: as it came {same}"));
            let local = Term::Pid(process::Pid::of_node(0, 7, 0));
            t.line(format!("ours or not: {}, {}", of(&a) == of(&local), of(&local) == "nonode@nohost"));
            t.beam_section(BEAM, "pids");
        });
    }

    #[test]
    fn a_pid_that_comes_home_is_known_again() {
        check("foreign_pid_is_ours", |t| {
            let (a, b) = (node("a@127.0.0.1", 7), node("b@127.0.0.1", 7));
            let ours = Term::Pid(process::Pid::of_node(0, 3, 1));
            let sent = encode(&ours, a);
            let there = decode(&sent, b, Limits::default()).expect("it is a pid");
            t.line(format!("on b it is a process of b: {}", there == ours));
            t.line(format!("b sends it on as it came: {}", encode(&there, b) == sent));
            let back = decode(&encode(&there, b), a, Limits::default());
            t.line(format!("back on a it is ours: {}", back == Ok(ours)));
            let reborn = decode(&sent, node("a@127.0.0.1", 8), Limits::default());
            let own = matches!(reborn, Ok(Term::Pid(pid)) if pid.node() == 0);
            t.line(format!("a in its next life takes it for its own: {own}"));
            t.expect(
                "transcript",
                &[
                    "on b it is a process of b: false",
                    "b sends it on as it came: true",
                    "back on a it is ours: true",
                    "a in its next life takes it for its own: false",
                ],
            );
        });
    }
}
