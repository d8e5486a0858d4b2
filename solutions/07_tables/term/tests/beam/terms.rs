//! Random terms: floats of all magnitudes, integers of any size, strange names and texts, maps of many keys. The same
//! seed gives the same terms.

use harness::Rng;
use term::{Atom, Term};

/// What is not letters and digits alone, and what looks like something else.
const ATOMS: [&str; 52] = [
    "",
    "a",
    "b",
    "ok",
    "ok?",
    "ok!",
    "ok?!",
    "Ok",
    "_",
    "_1",
    "1a",
    "a b",
    "a@b",
    "@a",
    "$1",
    "$_",
    "$$",
    "nil",
    "true",
    "false",
    "Elixir",
    "Elixir.Foo",
    "Elixir.Foo.Bar",
    "Elixir.foo",
    "Elixir.Foo.",
    "Foo.Bar",
    "é",
    "ж",
    "日本",
    "Ж?",
    "aж",
    "µ",
    "не",
    "not",
    "fn",
    "->",
    "=>",
    "::",
    ">=",
    "=<",
    "..//",
    "<<>>",
    "{}",
    "%{}",
    "%",
    "\\\\",
    "\\",
    "\"",
    "#{",
    "#",
    "^^^",
    "a\nb",
];

const LETTERS: [char; 24] = [
    'a', 'b', 'Z', '0', ' ', '"', '\\', '#', '{', '\'', '\n', '\t', '\0', '\u{1b}', '\u{7f}', '\u{7}', 'é',
    'ж', '日', '😀', '\u{80}', '\u{a0}', '\u{feff}', '\u{fffe}',
];

/// Of these, some make a text and others do not.
const BYTES: [u8; 10] = [0, 1, 31, 35, 65, 127, 128, 195, 200, 255];

/// A term of at most so many levels.
pub fn term(rng: &mut Rng, levels: usize) -> Term {
    match rng.below(if levels == 0 { 9 } else { 16 }) {
        0..=1 => Term::from(i64::try_from(rng.below(7)).expect("it is small") - 3),
        2 => integer(rng),
        3..=4 => float(rng),
        5..=6 => Term::Atom(Atom::new(ATOMS[rng.below(ATOMS.len())])),
        7 => text(rng),
        8 => Term::binary((0..rng.below(5)).map(|_| BYTES[rng.below(BYTES.len())]).collect::<Vec<u8>>()),
        9..=10 => Term::tuple(some(rng, 4, levels)),
        11..=12 => Term::list(some(rng, 5, levels)),
        13 => Term::list_with_tail(some(rng, 3, levels), term(rng, levels - 1)),
        14 => Term::list((0..rng.below(4)).map(|_| pair(rng, levels)).collect()),
        _ => map(rng, levels),
    }
}

/// Terms to be compared: often one that differs from the one before in a little.
pub fn terms(seed: u64) -> Vec<Term> {
    let mut rng = Rng::new(seed);
    let mut terms = vec![term(&mut rng, 3)];
    while terms.len() < 6 {
        let last = terms.last().expect("there is a first one").clone();
        terms.push(if rng.below(5) < 3 { twisted(&mut rng, &last) } else { term(&mut rng, 3) });
    }
    terms
}

fn some(rng: &mut Rng, most: usize, levels: usize) -> Vec<Term> {
    (0..rng.below(most + 1)).map(|_| term(rng, levels - 1)).collect()
}

fn pair(rng: &mut Rng, levels: usize) -> Term {
    Term::tuple([Term::Atom(Atom::new(ATOMS[rng.below(ATOMS.len())])), term(rng, levels - 1)])
}

fn text(rng: &mut Rng) -> Term {
    Term::from((0..rng.below(6)).map(|_| LETTERS[rng.below(LETTERS.len())]).collect::<String>())
}

/// One map in eight has more keys than the BEAM keeps in order.
fn map(rng: &mut Rng, levels: usize) -> Term {
    let size = if rng.below(8) == 0 { 30 + rng.below(8) } else { rng.below(5) };
    let keys_are_atoms = rng.below(3) == 0;
    let key = |rng: &mut Rng| match keys_are_atoms {
        true if size < 10 => Term::Atom(Atom::new(ATOMS[rng.below(ATOMS.len())])),
        _ if size < 10 => term(rng, levels - 1),
        _ => number(rng),
    };
    Term::map((0..size).map(|_| (key(rng), term(rng, if size < 10 { levels - 1 } else { 0 }))))
}

/// Small enough that equal ones of both kinds meet.
fn number(rng: &mut Rng) -> Term {
    let value = i32::try_from(rng.below(60)).expect("it is small");
    if rng.below(3) == 0 { Term::from(f64::from(value) / 2.0) } else { Term::from(value) }
}

/// Around the powers of two, where integers and floats part, and of many digits.
fn integer(rng: &mut Rng) -> Term {
    let digits = match rng.below(3) {
        0 => (1_i128 << (50 + rng.below(16))) + i128::from(rng.next_u64() % 5) - 2,
        1 => i128::from(rng.next_u64()),
        _ => i128::from(rng.next_u64()) * i128::from(rng.next_u64() >> 1),
    };
    let zeroes = if rng.below(6) == 0 { "0".repeat(rng.below(310)) } else { String::new() };
    let sign = if rng.below(2) == 0 { "-" } else { "" };
    format!("{sign}{digits}{zeroes}").parse().expect("these are digits")
}

#[allow(clippy::cast_precision_loss)]
fn float(rng: &mut Rng) -> Term {
    let value = match rng.below(6) {
        0 => f64::from_bits(rng.next_u64()),
        1 => rng.below(10_000) as f64 / [1.0, 10.0, 100.0, 1e5, 1e9][rng.below(5)],
        2 => rng.below(1000) as f64 * 10_f64.powi(i32::try_from(rng.below(600)).expect("it is small") - 300),
        3 => (1_u64 << (50 + rng.below(14))) as f64 + rng.below(3) as f64,
        4 => rng.next_u64() as f64 / 1e6,
        _ => [0.0, -0.0, 1.0, -1.0, 0.1, 1e15, 1e16, 1e22, 1e23, 5e-324, f64::MAX][rng.below(11)],
    };
    let value = if rng.below(2) == 0 { value } else { -value };
    Term::float(value).unwrap_or_else(|| Term::from(0.5))
}

/// Nearly the same term: a number of the other kind, something more, something less.
fn twisted(rng: &mut Rng, of: &Term) -> Term {
    let some_of = |rng: &mut Rng, items: &[Term]| {
        let mut items = items.to_vec();
        match rng.below(8) {
            0 => drop(items.pop()),
            1 => items.push(term(rng, 1)),
            _ if items.is_empty() => {}
            _ => {
                let at = rng.below(items.len());
                items[at] = twisted(rng, &items[at]);
            }
        }
        items
    };
    match of {
        Term::Int(_) | Term::Big(_) | Term::Float(_) if rng.below(3) > 0 => other_kind(of),
        Term::Int(value) => Term::from(i128::from(*value) + 1),
        Term::Tuple(items) => Term::tuple(some_of(rng, items)),
        Term::List(list) => {
            let tail = list.tail().map_or_else(|| Term::list(Vec::new()), |tail| twisted(rng, tail));
            Term::list_with_tail(some_of(rng, list.items()), tail)
        }
        Term::Map(map) => {
            let at = rng.below(map.len().max(1));
            Term::map(map.iter().enumerate().map(|(index, (key, value))| match rng.below(4) {
                0 if index == at => (twisted(rng, key), value.clone()),
                1.. if index == at => (key.clone(), twisted(rng, value)),
                _ => (key.clone(), value.clone()),
            }))
        }
        Term::Binary(bytes) => {
            let mut bytes = bytes.to_vec();
            if bytes.pop().is_none() || rng.below(3) == 0 {
                bytes.push(BYTES[rng.below(BYTES.len())]);
            }
            Term::binary(bytes)
        }
        _ => of.clone(),
    }
}

/// `1.0` for `1`, `1` for `1.0`, as near as can be.
fn other_kind(of: &Term) -> Term {
    let text = of.to_string();
    match of {
        Term::Float(float) => format!("{:.0}", float.value()).parse().expect("these are digits"),
        _ => text.parse().ok().and_then(Term::float).unwrap_or_else(|| of.clone()),
    }
}
