//! Numbers as Erlang computes them: integers of any size, floats that are always finite.
//!
//! An integer and a float give a float. Whatever would give no finite float raises, and so does an integer that is too
//! large to become one, or that would have more bits than the BEAM allows.
//!
//! Source: Erlang Reference Manual, "Expressions: Arithmetic Expressions". Chapter: `tables`.

use num_bigint::{BigInt, Sign};
use num_traits::{FromPrimitive, Signed, ToPrimitive};
use term::Term;

/// The bits of the largest integer.
const MAX_BITS: u64 = 33_554_368;

/// Two numbers, brought to a common kind.
enum Pair {
    Small(i64, i64),
    Big(BigInt, BigInt),
    Float(f64, f64),
}

fn pair(a: &Term, b: &Term) -> Option<Pair> {
    Some(match (a, b) {
        (Term::Int(a), Term::Int(b)) => Pair::Small(*a, *b),
        (Term::Float(_), _) | (_, Term::Float(_)) => Pair::Float(float(a)?, float(b)?),
        _ => Pair::Big(big(a)?, big(b)?),
    })
}

/// An integer.
fn big(term: &Term) -> Option<BigInt> {
    match term {
        Term::Int(value) => Some(BigInt::from(*value)),
        Term::Big(value) => Some(value.value().clone()),
        _ => None,
    }
}

/// Any number, as a float.
pub(crate) fn float(term: &Term) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is what Erlang takes")]
    let value = match term {
        Term::Int(value) => *value as f64,
        Term::Big(value) => value.value().to_f64()?,
        Term::Float(value) => value.value(),
        _ => return None,
    };
    value.is_finite().then_some(value)
}

fn limited(value: BigInt) -> Option<Term> {
    (value.bits() <= MAX_BITS).then(|| Term::integer(value))
}

/// Computes with small numbers, and with big ones if the result does not fit.
fn compute(
    a: &Term,
    b: &Term,
    small: fn(i64, i64) -> Option<i64>,
    big: fn(BigInt, BigInt) -> BigInt,
    float: fn(f64, f64) -> f64,
) -> Option<Term> {
    match pair(a, b)? {
        Pair::Small(a, b) => small(a, b)
            .map_or_else(|| limited(big(BigInt::from(a), BigInt::from(b))), |sum| Some(Term::Int(sum))),
        Pair::Big(a, b) => limited(big(a, b)),
        Pair::Float(a, b) => Term::float(float(a, b)),
    }
}

pub(crate) fn add(a: &Term, b: &Term) -> Option<Term> {
    compute(a, b, i64::checked_add, |a, b| a + b, |a, b| a + b)
}

pub(crate) fn subtract(a: &Term, b: &Term) -> Option<Term> {
    compute(a, b, i64::checked_sub, |a, b| a - b, |a, b| a - b)
}

pub(crate) fn multiply(a: &Term, b: &Term) -> Option<Term> {
    if let (Term::Big(a), Term::Big(b)) = (a, b)
        && a.value().bits() + b.value().bits() > MAX_BITS + 1
    {
        return None; // before the work is done
    }
    compute(a, b, i64::checked_mul, |a, b| a * b, |a, b| a * b)
}

/// `/`: always a float.
pub(crate) fn divide(a: &Term, b: &Term) -> Option<Term> {
    let (a, b) = (float(a)?, float(b)?);
    if b == 0.0 { None } else { Term::float(a / b) }
}

/// `div`: towards zero.
pub(crate) fn div(a: &Term, b: &Term) -> Option<Term> {
    integers(a, b, i64::checked_div, |a, b| a / b)
}

/// `rem`: with the sign of the first.
pub(crate) fn rem(a: &Term, b: &Term) -> Option<Term> {
    integers(a, b, i64::checked_rem, |a, b| a % b)
}

fn integers(
    a: &Term,
    b: &Term,
    small: fn(i64, i64) -> Option<i64>,
    large: fn(BigInt, BigInt) -> BigInt,
) -> Option<Term> {
    match pair(a, b)? {
        Pair::Small(_, 0) | Pair::Float(..) => None,
        Pair::Small(a, b) => Some(
            small(a, b).map_or_else(|| Term::integer(large(BigInt::from(a), BigInt::from(b))), Term::Int),
        ),
        Pair::Big(_, b) if b.sign() == Sign::NoSign => None,
        Pair::Big(a, b) => Some(Term::integer(large(a, b))),
    }
}

/// Of integers only.
fn bits(a: &Term, b: &Term, small: fn(i64, i64) -> i64, large: fn(BigInt, BigInt) -> BigInt) -> Option<Term> {
    match pair(a, b)? {
        Pair::Small(a, b) => Some(Term::Int(small(a, b))),
        Pair::Big(a, b) => Some(Term::integer(large(a, b))),
        Pair::Float(..) => None,
    }
}

pub(crate) fn bit_and(a: &Term, b: &Term) -> Option<Term> {
    bits(a, b, |a, b| a & b, |a, b| a & b)
}

pub(crate) fn bit_or(a: &Term, b: &Term) -> Option<Term> {
    bits(a, b, |a, b| a | b, |a, b| a | b)
}

pub(crate) fn bit_xor(a: &Term, b: &Term) -> Option<Term> {
    bits(a, b, |a, b| a ^ b, |a, b| a ^ b)
}

/// `bsl`; a negative count shifts to the right.
pub(crate) fn shift_left(a: &Term, by: &Term) -> Option<Term> {
    let (value, by) = (big(a)?, big(by)?);
    match (by.sign(), by.magnitude().to_u64()) {
        _ if value.sign() == Sign::NoSign => Some(Term::Int(0)),
        (Sign::Minus, Some(by)) => Some(Term::integer(value >> by)),
        (Sign::Minus, None) => Some(Term::Int(if value.is_negative() { -1 } else { 0 })),
        (_, Some(by)) if by.saturating_add(value.bits()) <= MAX_BITS => Some(Term::integer(value << by)),
        _ => None,
    }
}

/// `bsr`; a negative count shifts to the left.
pub(crate) fn shift_right(a: &Term, by: &Term) -> Option<Term> {
    shift_left(a, &Term::integer(-big(by)?))
}

pub(crate) fn abs(a: &Term) -> Option<Term> {
    match a {
        Term::Float(value) => Term::float(value.value().abs()),
        _ => big(a).map(|value| Term::integer(value.abs())),
    }
}

/// An integer, from a float by this rule.
pub(crate) fn whole(a: &Term, rule: fn(f64) -> f64) -> Option<Term> {
    match a {
        Term::Float(value) => BigInt::from_f64(rule(value.value())).map(Term::integer),
        _ => big(a).map(|_| a.clone()),
    }
}
