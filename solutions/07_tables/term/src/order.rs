//! What is the same, and what comes first.
//!
//! Erlang has one order over all terms: number < atom < reference < pid < tuple < map < empty list < list < binary.
//! Tuples are compared by size first, maps by size, then keys, then values; lists and binaries element by element.
//! Numbers are compared by value there, so that `1` equals `1.0`. Where a term serves as the key of a map, their
//! kind counts too: every integer comes before every float, and nothing else changes.
//!
//! Source: Erlang Reference Manual, "Expressions: Term Comparisons". Chapter: `tables`.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use crate::{List, Map, Term};

/// From here on a float has no digits after the point, and neighbours are more than one apart.
const LOSSLESS: f64 = 9_007_199_254_740_992.0;

/// How an integer and a float are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// By value: `1` equals `1.0`.
    ByValue,
    /// By kind: every integer comes before every float.
    ByKind,
}

impl Term {
    /// Erlang's order of terms, that of `<` and `==`: `1` and `1.0` are equal.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        order(self, other, Numbers::ByValue)
    }
}

/// A term as the key of an ordered table: `==` is Erlang's `==`.
#[derive(Clone, Debug)]
pub struct InOrder(pub Term);

impl Ord for InOrder {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.compare(&other.0)
    }
}

impl PartialOrd for InOrder {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for InOrder {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for InOrder {}

impl Ord for Term {
    fn cmp(&self, other: &Self) -> Ordering {
        order(self, other, Numbers::ByKind)
    }
}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Atom(a), Self::Atom(b)) => a == b,
            (Self::Binary(a), Self::Binary(b)) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) => a == b,
            _ => self.cmp(other).is_eq(),
        }
    }
}

impl Eq for Term {}

// ANCHOR: hash
/// Equal terms have equal hashes. `0.0` and `-0.0` are equal, so they must not differ here.
impl Hash for Term {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(self.kind());
        match self {
            Self::Int(value) => value.hash(state),
            Self::Big(value) => value.hash(state),
            Self::Float(value) => (value.value() + 0.0).to_bits().hash(state),
            Self::Atom(atom) => atom.hash(state),
            Self::Reference(reference) => reference.hash(state),
            Self::Pid(pid) => pid.hash(state),
            Self::Tuple(elements) => elements.hash(state),
            Self::Map(map) => map.hash(state),
            Self::List(list) => {
                list.items().hash(state);
                list.tail().hash(state);
            }
            Self::Binary(bytes) => bytes.hash(state),
        }
    }
}
// ANCHOR_END: hash

impl Term {
    /// The place of its kind in the order of terms. Numbers share one.
    fn kind(&self) -> u8 {
        match self {
            Self::Int(_) | Self::Big(_) | Self::Float(_) => 0,
            Self::Atom(_) => 1,
            Self::Reference(_) => 2,
            Self::Pid(_) => 3,
            Self::Tuple(_) => 4,
            Self::Map(_) => 5,
            Self::List(list) if list.is_empty() => 6,
            Self::List(_) => 7,
            Self::Binary(_) => 8,
        }
    }
}

fn order(a: &Term, b: &Term, numbers: Numbers) -> Ordering {
    match (a, b) {
        (Term::Int(a), Term::Int(b)) => a.cmp(b),
        (Term::Atom(a), Term::Atom(b)) => a.cmp(b),
        (Term::Reference(a), Term::Reference(b)) => a.cmp(b),
        (Term::Pid(a), Term::Pid(b)) => a.cmp(b),
        (Term::Tuple(a), Term::Tuple(b)) => a.len().cmp(&b.len()).then_with(|| order_all(a, b, numbers)),
        (Term::Map(a), Term::Map(b)) => order_maps(a, b, numbers),
        (Term::List(a), Term::List(b)) => order_lists(a, b, numbers),
        (Term::Binary(a), Term::Binary(b)) => a.cmp(b),
        _ => a.kind().cmp(&b.kind()).then_with(|| order_numbers(a, b, numbers)),
    }
}

fn order_all(a: &[Term], b: &[Term], numbers: Numbers) -> Ordering {
    a.iter().zip(b).map(|(a, b)| order(a, b, numbers)).find(|found| found.is_ne()).unwrap_or(Ordering::Equal)
}

fn order_maps(a: &Map, b: &Map, numbers: Numbers) -> Ordering {
    let keys = || a.keys().cmp(b.keys());
    let values = || a.values().zip(b.values()).map(|(a, b)| order(a, b, numbers)).find(|found| found.is_ne());
    a.len().cmp(&b.len()).then_with(keys).then_with(|| values().unwrap_or(Ordering::Equal))
}

fn order_lists(a: &List, b: &List, numbers: Numbers) -> Ordering {
    let (left, right) = (a.items(), b.items());
    order_all(left, right, numbers).then_with(|| match left.len().cmp(&right.len()) {
        Ordering::Equal if a.tail().is_none() && b.tail().is_none() => Ordering::Equal,
        Ordering::Equal => order(&end(a), &end(b), numbers),
        // What stands at the end of the shorter list meets the rest of the longer one, which is a list.
        Ordering::Less => end(a).kind().cmp(&Term::List(b.clone()).kind()),
        Ordering::Greater => Term::List(a.clone()).kind().cmp(&end(b).kind()),
    })
}

/// What stands after the last element.
fn end(list: &List) -> Term {
    list.tail().cloned().unwrap_or_else(|| Term::List(List::default()))
}

/// Two numbers of which at least one is no small integer; everything else is equal here.
fn order_numbers(a: &Term, b: &Term, numbers: Numbers) -> Ordering {
    match (a, b) {
        (Term::Float(a), Term::Float(b)) => a.partial_cmp(b).expect("a float of a term is finite"),
        (Term::Big(a), Term::Big(b)) => a.cmp(b),
        (Term::Int(_), Term::Big(big)) => BigInt::ZERO.cmp(big.value()),
        (Term::Big(big), Term::Int(_)) => big.value().cmp(&BigInt::ZERO),
        (Term::Int(_) | Term::Big(_), Term::Float(_)) if numbers == Numbers::ByKind => Ordering::Less,
        (Term::Float(_), Term::Int(_) | Term::Big(_)) if numbers == Numbers::ByKind => Ordering::Greater,
        (Term::Int(a), Term::Float(b)) => order_mixed(*a, b.value()),
        (Term::Float(a), Term::Int(b)) => order_mixed(*b, a.value()).reverse(),
        (Term::Big(a), Term::Float(b)) => a.value().cmp(&whole(b.value())),
        (Term::Float(a), Term::Big(b)) => whole(a.value()).cmp(b.value()),
        _ => Ordering::Equal,
    }
}

/// Compares without loss: below 2^53 the integer becomes a float, above it the float has no fraction to lose.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
fn order_mixed(integer: i64, float: f64) -> Ordering {
    if float.abs() < LOSSLESS {
        (integer as f64).partial_cmp(&float).expect("a float of a term is finite")
    } else {
        i128::from(integer).cmp(&(float as i128))
    }
}

/// The whole part; a big integer is so far from any fraction that it does not count.
fn whole(float: f64) -> BigInt {
    BigInt::from_f64(float).expect("a float of a term is finite")
}
