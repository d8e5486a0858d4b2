//! A number for each key, so that most keys need not be compared.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use num_traits::ToPrimitive;
use term::Term;

/// One seed for all runs: the order of a walk repeats.
/// SHORTCUT: whoever chooses keys for equal hashes makes a table slow, as on the BEAM; it never becomes wrong.
const HASHES: FixedState = FixedState::with_seed(0);

/// From here on the numbers of what is no number itself.
const NO_NUMBER: u64 = 1 << 63;

/// Spread evenly; equal for keys that are equal by `=:=`.
pub(crate) fn hash(key: &Term) -> u64 {
    HASHES.hash_one(key)
}

/// A number that never contradicts the order of terms: of two terms the smaller has a smaller number, or the same.
pub(crate) fn order(key: &Term) -> u64 {
    let (kind, detail) = match key {
        #[expect(clippy::cast_precision_loss, reason = "rounding keeps the order")]
        Term::Int(value) => return number(*value as f64),
        Term::Float(value) => return number(value.value()),
        Term::Big(big) => return number(big.value().to_f64().unwrap_or(f64::INFINITY)),
        Term::Atom(atom) => (1, first_bytes(atom.text().as_bytes())),
        Term::Reference(_) => (2, 0),
        Term::Function(_) => (3, 0),
        Term::Pid(_) => (4, 0),
        Term::Tuple(elements) => (5, elements.len() as u64),
        Term::Map(map) => (6, map.len() as u64),
        Term::List(list) => (if list.is_empty() { 7 } else { 8 }, 0),
        Term::Binary(bytes) => (9, first_bytes(bytes)),
    };
    NO_NUMBER | (kind << 56) | detail
}

/// The bits of a float, turned so that they grow with it.
fn number(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits(); // -0.0 becomes 0.0
    let turned = if value < 0.0 { !bits } else { bits | NO_NUMBER };
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
                let by_number = order(a).cmp(&order(b));
                assert!(by_number.is_eq() || by_number == a.compare(b), "{a} and {b}");
            }
        }
    }
}
