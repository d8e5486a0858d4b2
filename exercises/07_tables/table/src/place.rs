//! The place of a key: which keys are the same, and which comes first.
//!
//! A place is a number and the key. The number decides nearly every comparison; only where two are equal are the
//! keys themselves compared, by `=:=` or by `==`, as the type of the table says. In an `ordered_set` the number
//! follows the order of terms. In all other types it is the hash of the key: rows lie in the order of their
//! hashes, so a walk goes on where it stopped, whatever was inserted or deleted meanwhile.
//!
//! Source: OTP, `ets` ("ordered_set"). The BEAM hashes into buckets, and keeps an `ordered_set` as a balanced tree.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use num_traits::ToPrimitive;
use term::Term;

use crate::Type;

/// One seed for all runs: the order of a walk repeats.
/// SHORTCUT: whoever chooses keys for equal hashes makes a table slow, as on the BEAM; it never becomes wrong.
const HASHES: FixedState = FixedState::with_seed(0);

/// From here on the numbers of what is no number.
const NO_NUMBER: u64 = 1 << 63;

/// When two keys are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Same {
    /// `1` and `1.0` are two keys.
    Exactly,
    /// `1` and `1.0` are one key.
    ByValue,
}

#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) rank: u64,
    same: Same,
    pub(crate) key: Term,
}

impl Place {
    pub(crate) fn of(key: &Term, kind: Type) -> Self {
        match kind {
            Type::OrderedSet => Self { rank: rank(key), same: Same::ByValue, key: key.clone() },
            _ => Self { rank: HASHES.hash_one(key), same: Same::Exactly, key: key.clone() },
        }
    }
}

impl Ord for Place {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| match self.same {
            Same::Exactly => self.key.cmp(&other.key),
            Same::ByValue => self.key.compare(&other.key),
        })
    }
}

impl PartialOrd for Place {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

/// A number that never contradicts the order of terms: of two terms the smaller has a smaller number, or the same.
fn rank(key: &Term) -> u64 {
    let (kind, detail) = match key {
        #[expect(clippy::cast_precision_loss, reason = "rounding keeps the order")]
        Term::Int(value) => return number(*value as f64),
        Term::Float(value) => return number(value.value()),
        Term::Big(big) => return number(big.value().to_f64().unwrap_or(f64::INFINITY)),
        Term::Atom(atom) => (1, first_bytes(atom.text().as_bytes())),
        Term::Reference(_) => (2, 0),
        Term::Pid(_) => (3, 0),
        Term::Tuple(elements) => (4, elements.len() as u64),
        Term::Map(map) => (5, map.len() as u64),
        Term::List(list) => (if list.is_empty() { 6 } else { 7 }, 0),
        Term::Binary(bytes) => (8, first_bytes(bytes)),
    };
    NO_NUMBER | (kind << 56) | detail
}

/// The bits of a float, turned so that they grow with it.
fn number(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits(); // -0.0 becomes 0.0
    let turned = if value.is_sign_negative() && value != 0.0 { !bits } else { bits | NO_NUMBER };
    turned >> 1
}

fn first_bytes(bytes: &[u8]) -> u64 {
    let byte = |place: usize| u64::from(bytes.get(place).copied().unwrap_or(0));
    (0..7).fold(0, |number, place| (number << 8) | byte(place))
}

#[cfg(test)]
mod tests {
    use term::term;

    use super::*;

    #[test]
    fn a_number_never_contradicts_the_order_of_terms() {
        let terms = [
            term!((-(1_i128 << 80))),
            term!(-9_007_199_254_740_993),
            term!(-1.5),
            term!(-1),
            term!(-0.0),
            term!(0),
            term!(1),
            term!(1.0),
            term!(1.5),
            term!((i64::MAX)),
            term!(9.3e18),
            term!((1_i128 << 80)),
            term!(1.0e40),
            term!((1_i128 << 120)),
            term!(:a),
            term!(:abcdefgh),
            term!(:abcdefgi),
            term!(:b),
            term!({ 9 }),
            term!({1, 2}),
            term!(%{}),
            term!([]),
            term!([1]),
            term!(""),
            term!("a"),
            term!("a\0"),
            term!("abcdefgh"),
            term!("b"),
        ];
        for a in &terms {
            for b in &terms {
                let by_rank = rank(a).cmp(&rank(b));
                assert!(by_rank.is_eq() || by_rank == a.compare(b), "{a} and {b}");
            }
        }
    }
}
