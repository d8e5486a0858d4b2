//! The functions that may be called: those that may stand in a guard, and none that a program has defined.
//!
//! They are the ones of OTP 25, so `tuple_size`, `is_boolean`, `floor`, `max` are missing. Each takes terms and gives a
//! term, or nothing if it would raise.
//!
//! Left out: `self`, `node`, and what only traces can do.
//! Source: ERTS User's Guide, "Match Specifications in Erlang"; OTP, `:ets.test_ms/2`. Chapter: `tables`.

use std::cmp::Ordering;

use term::Term;

use crate::arithmetic as maths;
use crate::words::{boolean, truth};

/// A function, by the number of its arguments.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Function {
    One(One),
    Two(Two),
    Three(Three),
}

type One = fn(&Term) -> Option<Term>;
type Two = fn(&Term, &Term) -> Option<Term>;
type Three = fn(&Term, &Term, &Term) -> Option<Term>;

impl Function {
    /// The function of this name with so many arguments.
    pub(crate) fn find(name: &str, arity: usize) -> Option<Self> {
        match arity {
            1 => one(name).map(Self::One),
            2 => two(name).map(Self::Two),
            3 => three(name).map(Self::Three),
            _ => None,
        }
    }
}

fn one(name: &str) -> Option<One> {
    Some(match name {
        "is_atom" => |a| yes(matches!(a, Term::Atom(_))),
        "is_binary" => |a| yes(matches!(a, Term::Binary(_))),
        "is_float" => |a| yes(matches!(a, Term::Float(_))),
        "is_function" => |a| yes(matches!(a, Term::Function(_))),
        "is_port" => |_| yes(false), // no term of ours is one
        "is_integer" => |a| yes(matches!(a, Term::Int(_) | Term::Big(_))),
        "is_list" => |a| yes(matches!(a, Term::List(_))),
        "is_map" => |a| yes(matches!(a, Term::Map(_))),
        "is_number" => |a| yes(matches!(a, Term::Int(_) | Term::Big(_) | Term::Float(_))),
        "is_pid" => |a| yes(matches!(a, Term::Pid(_))),
        "is_reference" => |a| yes(matches!(a, Term::Reference(_))),
        "is_tuple" => |a| yes(matches!(a, Term::Tuple(_))),
        "not" => |a| yes(!truth(a)?),
        "hd" => |a| items(a)?.first().cloned(),
        "tl" => tl,
        "length" => |a| a.as_list().and_then(|items| count(items.len())),
        "size" => size,
        "map_size" => |a| if let Term::Map(map) = a { count(map.len()) } else { None },
        "byte_size" => |a| bytes(a).and_then(|bytes| count(bytes.len())),
        "bit_size" => |a| bytes(a).and_then(|bytes| count(bytes.len() * 8)),
        "abs" => maths::abs,
        "round" => |a| maths::whole(a, f64::round),
        "trunc" => |a| maths::whole(a, f64::trunc),
        "float" => |a| maths::float(a).and_then(Term::float),
        "+" => |a| maths::add(&Term::Int(0), a).map(|_| a.clone()),
        "-" => |a| maths::multiply(&Term::Int(-1), a),
        "bnot" => |a| maths::bit_xor(&Term::Int(-1), a),
        _ => return None,
    })
}

fn two(name: &str) -> Option<Two> {
    Some(match name {
        "==" => |a, b| yes(a.compare(b).is_eq()),
        "/=" => |a, b| yes(a.compare(b).is_ne()),
        "=:=" => |a, b| yes(a == b),
        "=/=" => |a, b| yes(a != b),
        "<" => |a, b| yes(a.compare(b) == Ordering::Less),
        "=<" => |a, b| yes(a.compare(b) != Ordering::Greater),
        ">" => |a, b| yes(a.compare(b) == Ordering::Greater),
        ">=" => |a, b| yes(a.compare(b) != Ordering::Less),
        "+" => maths::add,
        "-" => maths::subtract,
        "*" => maths::multiply,
        "/" => maths::divide,
        "div" => maths::div,
        "rem" => maths::rem,
        "band" => maths::bit_and,
        "bor" => maths::bit_or,
        "bxor" => maths::bit_xor,
        "bsl" => maths::shift_left,
        "bsr" => maths::shift_right,
        "xor" => |a, b| yes(truth(a)? != truth(b)?),
        "element" => |position, tuple| element(position, tuple).cloned(),
        "map_get" => |key, map| if let Term::Map(map) = map { map.get(key).cloned() } else { None },
        "is_map_key" => |key, map| if let Term::Map(map) = map { yes(map.contains_key(key)) } else { None },
        "binary_part" => |bytes, part| match part.as_tuple()? {
            [start, length] => binary_part(bytes, start, length),
            _ => None,
        },
        _ => return None,
    })
}

fn three(name: &str) -> Option<Three> {
    match name {
        "is_record" => Some(is_record),
        "binary_part" => Some(binary_part),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every function may raise, so this is what they give")]
fn yes(truth: bool) -> Option<Term> {
    Some(boolean(truth))
}

fn count(length: usize) -> Option<Term> {
    Some(Term::from(length))
}

fn items(term: &Term) -> Option<&[Term]> {
    match term {
        Term::List(list) => Some(list.items()),
        _ => None,
    }
}

fn bytes(term: &Term) -> Option<&[u8]> {
    match term {
        Term::Binary(bytes) => Some(bytes),
        _ => None,
    }
}

fn tl(term: &Term) -> Option<Term> {
    let Term::List(list) = term else { return None };
    let (_, rest) = list.items().split_first()?;
    let end = list.tail().cloned().unwrap_or_else(|| Term::list(Vec::new()));
    Some(Term::list_with_tail(rest.to_vec(), end))
}

/// Of a tuple or a binary; a map has another function.
fn size(term: &Term) -> Option<Term> {
    count(term.as_tuple().map(<[Term]>::len).or_else(|| bytes(term).map(<[u8]>::len))?)
}

/// Positions count from one.
fn element<'a>(position: &Term, tuple: &'a Term) -> Option<&'a Term> {
    let position = usize::try_from(position.as_int()?).ok()?;
    tuple.as_tuple()?.get(position.checked_sub(1)?)
}

/// `is_record(term, tag, size)`.
fn is_record(term: &Term, tag: &Term, size: &Term) -> Option<Term> {
    let (tag, size) = (tag.as_atom()?, size.as_int()?);
    let is = |elements: &[Term]| {
        i64::try_from(elements.len()) == Ok(size) && elements.first().and_then(Term::as_atom) == Some(tag)
    };
    yes(term.as_tuple().is_some_and(is))
}

/// A negative length counts backwards from the start.
fn binary_part(binary: &Term, start: &Term, length: &Term) -> Option<Term> {
    let (start, length) = (start.as_int()?, length.as_int()?);
    let end = start.checked_add(length)?;
    let range = usize::try_from(start.min(end)).ok()?..usize::try_from(start.max(end)).ok()?;
    bytes(binary)?.get(range).map(Term::binary)
}
