//! Numbers that do not fit into 64 bits, floats that are numbers, and how the one kind compares with the other.
//!
//! Source: Erlang Reference Manual, "Expressions: Term Comparisons". Chapter: `tables`.

use std::cmp::Ordering;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use crate::Term;

/// An integer outside of 64 bits. One that fits is always a [`Term::Int`], so that equal integers are equal terms.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Big(Arc<BigInt>);

/// A float that is neither infinite nor "not a number": arithmetic that would give one fails on the BEAM.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Float(f64);

impl Big {
    /// Its value.
    #[must_use]
    pub fn value(&self) -> &BigInt {
        &self.0
    }
}

impl Float {
    /// This value, if it is finite.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// Its value.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Term {
    /// An integer of any size.
    #[must_use]
    pub fn integer(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Self::Int(small),
            None => Self::Big(Big(Arc::new(value))),
        }
    }

    /// A float, if `value` is a number.
    #[must_use]
    pub fn float(value: f64) -> Option<Self> {
        Float::new(value).map(Self::Float)
    }
}

/// How an integer and a float are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// By value: `1` equals `1.0`.
    ByValue,
    /// By kind: every integer comes before every float.
    ByKind,
}

/// Two numbers of which at least one is no small integer; everything else is equal here.
pub(crate) fn order_numbers(a: &Term, b: &Term, numbers: Numbers) -> Ordering {
    match (a, b) {
        (Term::Float(a), Term::Float(b)) => a.partial_cmp(b).expect("a float of a term is finite"),
        (Term::Float(a), b) => order_mixed(b, a.value(), numbers).reverse(),
        (a, Term::Float(b)) => order_mixed(a, b.value(), numbers),
        (Term::Big(a), Term::Big(b)) => a.cmp(b),
        (Term::Big(a), _) => a.value().cmp(&BigInt::ZERO),
        (_, Term::Big(b)) => BigInt::ZERO.cmp(b.value()),
        _ => Ordering::Equal,
    }
}

// ANCHOR: numbers
/// An integer and a float. Neither becomes the other: not every integer of 64 bits has a float of its value.
fn order_mixed(integer: &Term, float: f64, numbers: Numbers) -> Ordering {
    // ANCHOR: cut_numbers
    if numbers == Numbers::ByKind {
        return Ordering::Less;
    }
    let after_the_point = 0.0.partial_cmp(&float.fract()).expect("a float of a term is finite");
    compare_whole(integer, float).then(after_the_point)
    // ANCHOR_END: cut_numbers => // TODO: as keys, by kind. Otherwise by value: `compare_whole` knows nothing of what is after the point.
    // ANCHOR_END: cut_numbers => let _ = (numbers, compare_whole(integer, float));
    // ANCHOR_END: cut_numbers => todo!("numbers: an integer and a float")
}

/// Compares an integer with what stands before the point of a float.
#[allow(clippy::cast_possible_truncation)]
fn compare_whole(integer: &Term, float: f64) -> Ordering {
    match integer {
        Term::Big(big) => big.value().cmp(&BigInt::from_f64(float).expect("a float of a term is finite")),
        // All of 64 bits fit into 128; a float that does not becomes the greatest or the least.
        small => i128::from(small.as_int().expect("an integer")).cmp(&(float as i128)),
    }
}
// ANCHOR_END: numbers
