//! Random match specifications: heads made of rows, guards and bodies of whatever may be called.

use harness::Rng;
use term::{Atom, Term, term};

use crate::sequences::value;

const COMPARE: [&str; 8] = ["==", "/=", "=:=", "=/=", "<", "=<", ">", ">="];
const TESTS: [&str; 13] = [
    "is_atom",
    "is_binary",
    "is_float",
    "is_integer",
    "is_list",
    "is_map",
    "is_number",
    "is_tuple",
    "is_pid",
    "is_reference",
    "is_function",
    "is_port",
    "not",
];
const ONE: [&str; 14] = [
    "hd",
    "tl",
    "length",
    "size",
    "map_size",
    "byte_size",
    "bit_size",
    "abs",
    "round",
    "trunc",
    "float",
    "-",
    "+",
    "bnot",
];
const TWO: [&str; 12] = ["+", "-", "*", "/", "div", "rem", "band", "bor", "bxor", "bsl", "bsr", "xor"];
/// OTP 25 knows none of these here.
const UNKNOWN: [&str; 4] = ["is_boolean", "tuple_size", "max", "no_such_function"];

fn name(text: &str) -> Term {
    Term::Atom(Atom::new(text))
}

/// One of these functions, and sometimes one that is none.
fn one_of(rng: &mut Rng, names: &[&str]) -> Term {
    let names = if rng.below(80) == 0 { &UNKNOWN } else { names };
    name(names[rng.below(names.len())])
}

/// A pattern that such a row may match, and the numbers of its variables.
pub fn head(rng: &mut Rng, row: &Term) -> (Term, Vec<usize>) {
    let mut variables = Vec::new();
    let pattern = match rng.below(14) {
        0 => term!(:_),
        1 => variable(rng, &mut variables),
        _ => match row {
            Term::Tuple(elements) => Term::tuple(
                elements.iter().map(|part| pattern(rng, part, &mut variables)).collect::<Vec<_>>(),
            ),
            other => other.clone(),
        },
    };
    (pattern, variables)
}

fn variable(rng: &mut Rng, variables: &mut Vec<usize>) -> Term {
    let number = 1 + rng.below(4);
    if !variables.contains(&number) {
        variables.push(number);
    }
    name(&format!("${number}"))
}

fn pattern(rng: &mut Rng, part: &Term, variables: &mut Vec<usize>) -> Term {
    let mut all = |rng: &mut Rng, parts: &[Term]| -> Vec<Term> {
        parts.iter().map(|part| pattern(rng, part, variables)).collect()
    };
    match (rng.below(12), part) {
        (0..=2, _) => term!(:_),
        (3..=6, _) => variable(rng, variables),
        (7, _) => value(rng),
        (_, Term::Tuple(parts)) => Term::tuple(all(rng, parts)),
        (_, Term::List(list)) if !list.is_empty() => {
            let items = all(rng, list.items());
            let tail = list.tail().cloned().unwrap_or_else(|| term!([]));
            Term::list_with_tail(items, if rng.below(3) == 0 { pattern(rng, &tail, variables) } else { tail })
        }
        (_, Term::Map(map)) => {
            let pairs =
                map.iter().filter(|_| rng.below(3) > 0).map(|(key, value)| (key.clone(), value.clone()));
            let pairs: Vec<(Term, Term)> = pairs.collect();
            Term::map(pairs.into_iter().map(|(key, value)| (key, pattern(rng, &value, variables))))
        }
        (_, other) => other.clone(),
    }
}

/// `{head, guards, body}`, for this operation.
pub fn clause(rng: &mut Rng, row: &Term, operation: &str, key_position: usize) -> Term {
    let (mut head, mut variables) = head(rng, row);
    let guards: Vec<Term> = (0..[0, 0, 1, 1, 1, 2][rng.below(6)]).map(|_| guard(rng, &variables)).collect();
    let body = match operation {
        "select_count" | "select_delete" if rng.below(4) > 0 => vec![term!(true)],
        "select_replace" if rng.below(6) > 0 => {
            head = replaceable(rng, &head, key_position, &mut variables);
            vec![replacement(rng, &head, key_position, &variables)]
        }
        _ => (0..if rng.below(60) == 0 { 0 } else { 1 + rng.below(5) / 4 })
            .map(|_| body(rng, &variables))
            .collect(),
    };
    Term::tuple([head, Term::list(guards), Term::list(body)])
}

/// The head with something at the place of the key that can be put back.
fn replaceable(rng: &mut Rng, head: &Term, key_position: usize, variables: &mut Vec<usize>) -> Term {
    let Some(parts) = head.as_tuple() else { return head.clone() };
    let mut parts = parts.to_vec();
    if let Some(key) = parts.get_mut(key_position - 1)
        && rng.below(3) > 0
    {
        *key = variable(rng, variables);
    }
    Term::tuple(parts)
}

/// A row with the same key, most of the time.
fn replacement(rng: &mut Rng, head: &Term, key_position: usize, variables: &[usize]) -> Term {
    let Some(parts) = head.as_tuple().filter(|_| rng.below(8) > 0) else { return term!(:"$_") };
    let mut made: Vec<Term> =
        (0..key_position + rng.below(3)).map(|_| expression(rng, variables, 1)).collect();
    made[key_position - 1] = match (rng.below(5), parts.get(key_position - 1)) {
        (0, _) => Term::tuple([name("element"), Term::from(key_position), term!(:"$_")]),
        (_, Some(Term::Tuple(key))) => Term::tuple([Term::Tuple(key.clone())]),
        (_, Some(key)) => key.clone(),
        (_, None) => value(rng),
    };
    Term::tuple([Term::tuple(made)])
}

fn guard(rng: &mut Rng, variables: &[usize]) -> Term {
    match rng.below(10) {
        0..=4 => {
            let (a, b) = (expression(rng, variables, 1), expression(rng, variables, 1));
            Term::tuple([one_of(rng, &COMPARE), a, b])
        }
        5..=6 => Term::tuple([one_of(rng, &TESTS), expression(rng, variables, 1)]),
        7 => {
            let logic = name(["and", "or", "andalso", "orelse", "xor"][rng.below(5)]);
            let arguments = if rng.below(6) == 0 { rng.below(4) } else { 2 };
            Term::tuple(
                [logic].into_iter().chain((0..arguments).map(|_| guard(rng, variables))).collect::<Vec<_>>(),
            )
        }
        8 => Term::tuple([name("not"), guard(rng, variables)]),
        _ => expression(rng, variables, 2),
    }
}

fn body(rng: &mut Rng, variables: &[usize]) -> Term {
    match rng.below(8) {
        0..=1 => term!(:"$_"),
        2..=3 => term!(:"$$"),
        4..=5 => Term::tuple([Term::tuple(
            (0..rng.below(4)).map(|_| expression(rng, variables, 2)).collect::<Vec<_>>(),
        )]),
        6 => guard(rng, variables),
        _ => expression(rng, variables, 2),
    }
}

fn expression(rng: &mut Rng, variables: &[usize], levels: usize) -> Term {
    let variable = |rng: &mut Rng| match variables.get(rng.below(variables.len().max(1))) {
        Some(number) if rng.below(120) > 0 => name(&format!("${number}")),
        None if rng.below(60) > 0 => term!(:"$_"),
        _ => term!(:"$3"),
    };
    if levels == 0 {
        return if rng.below(2) == 0 { variable(rng) } else { constant(rng) };
    }
    match rng.below(14) {
        0..=4 => variable(rng),
        5..=7 => constant(rng),
        8 => Term::tuple([one_of(rng, &ONE), expression(rng, variables, levels - 1)]),
        9 => {
            let (a, b) = (expression(rng, variables, levels - 1), expression(rng, variables, levels - 1));
            Term::tuple([one_of(rng, &TWO), a, b])
        }
        10 => Term::tuple([name("element"), Term::from(rng.below(4)), expression(rng, variables, 0)]),
        11 => match rng.below(4) {
            0 => Term::tuple([name("map_get"), constant(rng), expression(rng, variables, levels - 1)]),
            1 => Term::tuple([name("is_map_key"), constant(rng), expression(rng, variables, levels - 1)]),
            2 => Term::tuple([
                name("is_record"),
                expression(rng, variables, 0),
                term!(:a),
                Term::from(rng.below(4)),
            ]),
            _ => Term::tuple([
                name("binary_part"),
                expression(rng, variables, 0),
                term!(0),
                Term::from(rng.below(3)),
            ]),
        },
        12 => Term::list((0..rng.below(3)).map(|_| expression(rng, variables, levels - 1)).collect()),
        _ => [term!(:"$_"), term!(:"$$")][rng.below(2)].clone(),
    }
}

/// A value as it has to be written: a tuple in braces of its own, or as a constant.
fn constant(rng: &mut Rng) -> Term {
    match (value(rng), rng.below(12)) {
        (value, 0) => value,
        (Term::Tuple(elements), 1..=4) if !elements.iter().any(has_tuple) => {
            Term::tuple([Term::Tuple(elements)])
        }
        (value, _) if has_tuple(&value) => Term::tuple([name("const"), value]),
        (value, _) => value,
    }
}

/// Whether something in it would be taken for a call.
fn has_tuple(term: &Term) -> bool {
    match term {
        Term::Tuple(_) => true,
        Term::List(list) => list.items().iter().chain(list.tail()).any(has_tuple),
        Term::Map(map) => map.iter().any(|(key, value)| has_tuple(key) || has_tuple(value)),
        _ => false,
    }
}
