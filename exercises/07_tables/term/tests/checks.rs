//! Checks of `term`. Each step is a module, each claim a test.

use std::cmp::Ordering;
use std::collections::HashMap;

use harness::{Transcript, check};
use term::Term;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

fn read(text: &str) -> Term {
    text.parse().expect("the check writes it right")
}

/// The lines of one section of what the BEAM printed.
fn section(name: &str) -> Vec<&'static str> {
    let header = format!("-- {name}");
    let lines = BEAM.lines().skip_while(|line| *line != header).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

/// The line of the BEAM, cut where the answer begins.
fn question(line: &str) -> &str {
    line.rsplit_once(": ").expect("a question and its answer").0
}

/// The map with these keys and values.
fn map_of(pairs: &[(&str, &str)]) -> Term {
    Term::map(pairs.iter().map(|(key, value)| (read(key), read(value))))
}

/// Terms that need no step but those before this one: neither tuples nor lists nor maps.
fn is_plain(line: &&str) -> bool {
    !line.starts_with(['{', '[', '%'])
}

/// Says of the two terms in each line of a section which sign holds between them here.
fn signs(t: &mut Transcript, name: &str, sign: fn(&Term, &Term) -> &'static str) {
    for line in section(name) {
        let found = [" === ", " == ", " < ", " > "].into_iter().find_map(|sign| line.split_once(sign));
        let (a, b) = found.expect("there is a sign in the line");
        t.line(format!("{a} {} {b}", sign(&read(a), &read(b))));
    }
}

/// `<`, `>` or `==`.
fn order(a: &Term, b: &Term) -> &'static str {
    match a.compare(b) {
        Ordering::Less => "<",
        Ordering::Equal => "==",
        Ordering::Greater => ">",
    }
}

/// A line that the BEAM printed is missing here.
fn lacks(t: &Transcript, line: &str) -> bool {
    assert!(BEAM.lines().any(|printed| printed == line), "the BEAM printed {line}");
    !t.lines().iter().any(|ours| ours == line)
}

mod predict {
    use super::*;
    use ::term::predict::{EQUAL, KEYS, LISTS, ONE_TOO_MANY, TEXT_AND_NUMBER, THE_SAME, TUPLES};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_order", |t| {
            let ours = [EQUAL, THE_SAME, KEYS, ONE_TOO_MANY, TUPLES, LISTS, TEXT_AND_NUMBER];
            let beam = section("predict");
            for (line, ours) in beam.iter().zip(ours) {
                t.line(format!("{}: {ours}", question(line)));
            }
            t.suspect_if(t.lines()[..4] != beam[..4], "predicts_one_equality");
            t.suspect_if(ours.contains(&""), "not_yet");
            t.beam_section(BEAM, "predict");
        });
    }
}

mod numbers {
    use super::*;

    #[test]
    fn an_integer_and_a_float_are_compared_without_loss() {
        check("kind_or_value", |t| {
            signs(t, "numbers", order);
            t.suspect_if(lacks(t, "9007199254740993 > 9007199254740992.0"), "precision_lost");
            t.suspect_if(lacks(t, "1 < 1.5") || lacks(t, "-1 > -1.5"), "fraction_lost");
            t.suspect_if(lacks(t, "1 == 1.0"), "kind_or_value");
            t.beam_section(BEAM, "numbers");
        });
    }

    #[test]
    fn as_keys_all_integers_come_before_all_floats() {
        check("kind_or_value", |t| {
            let pairs = [("1.0", ":b"), ("1", ":a"), ("2", ":c"), ("0.5", ":d"), ("-1", ":e")];
            t.line(map_of(&pairs).to_string());
            t.expect("beam.out", &section("keys")[..1]);
        });
    }
}

mod equality {
    use super::*;

    #[test]
    fn equal_is_the_same_value_of_the_same_kind() {
        check("one_is_one_point_zero", |t| {
            let lines: Vec<&str> = section("equality").into_iter().filter(is_plain).collect();
            for line in &lines {
                let (a, b) = line.split_once(" === ").or(line.split_once(" == ")).expect("a sign");
                t.line(format!("{a} {} {b}", if read(a) == read(b) { "===" } else { "==" }));
            }
            t.suspect_if(lacks(t, "0.0 === -0.0"), "hash_of_zero");
            t.suspect_if(lacks(t, "1 == 1.0"), "one_is_one_point_zero");
            t.expect("beam.out", &lines);
        });
    }

    #[test]
    fn what_is_equal_is_found() {
        check("hash_of_zero", |t| {
            let keys = [("1", ":integer"), ("1.0", ":float"), ("0.0", ":zero")];
            let map: HashMap<Term, &str> = keys.into_iter().map(|(key, value)| (read(key), value)).collect();
            let lines: Vec<&str> = section("lookup").into_iter().filter(is_plain).collect();
            for line in &lines {
                t.line(format!("{}: {}", question(line), map.get(&read(question(line))).unwrap_or(&"nil")));
            }
            t.suspect_if(lacks(t, "1: :integer") || lacks(t, "1.0: :float"), "one_is_one_point_zero");
            t.expect("beam.out", &lines);
        });
    }
}

mod tuples {
    use super::*;

    #[test]
    fn the_size_of_a_tuple_counts_first() {
        check("tuples_by_elements_first", |t| {
            signs(t, "tuples", order);
            t.beam_section(BEAM, "tuples");
        });
    }

    #[test]
    fn a_key_inside_of_a_tuple_is_still_a_key() {
        check("kind_or_value", |t| {
            t.line(map_of(&[("{1.0}", "1"), ("{1}", "2"), ("{0.5}", "3")]).to_string());
            t.expect("beam.out", &section("keys")[1..]);
        });
    }
}

mod lists {
    use super::*;

    #[test]
    fn a_list_is_compared_element_by_element_and_then_by_its_end() {
        check("tail_ignored", |t| {
            signs(t, "lists", order);
            t.suspect_if(lacks(t, "[2] > [1, 1]"), "lists_by_length");
            t.beam_section(BEAM, "lists");
        });
    }
}

mod maps {
    use super::*;

    #[test]
    fn a_map_is_compared_by_size_then_keys_then_values() {
        check("maps_pair_by_pair", |t| {
            signs(t, "maps", order);
            t.suspect_if(lacks(t, "%{1 => :b} < %{1.0 => :a}"), "map_keys_by_value");
            t.suspect_if(
                lacks(t, "%{a: 2, b: 1} < %{a: 1, c: 1}") || lacks(t, "%{z: 9} < %{a: 1, b: 1}"),
                "maps_pair_by_pair",
            );
            t.beam_section(BEAM, "maps");
        });
    }

    #[test]
    fn both_equalities_reach_into_everything() {
        check("kind_or_value", |t| {
            signs(t, "equality", |a, b| if a == b { "===" } else { order(a, b) });
            t.beam_section(BEAM, "equality");
        });
    }

    #[test]
    fn any_two_terms_have_an_order() {
        check("maps_pair_by_pair", |t| {
            let terms = read(r#"["a", [0], [], %{a: 1}, {9}, :z, 1.5, 100, {}, %{}, "", nil]"#);
            let mut terms = terms.as_list().expect("it is a list").to_vec();
            terms.sort_by(Term::compare);
            t.line(Term::list(terms).to_string());
            t.beam_section(BEAM, "kinds");
        });
    }
}
