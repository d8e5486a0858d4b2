//! What is done to a counter.
//!
//! Left out: increments and thresholds that do not fit into 64 bits; the counters themselves may be of any size.
//! Source: OTP, `ets` ("update_counter/3").

use std::cmp::Ordering;

use num_bigint::BigInt;
use term::Term;

use crate::TableError;

// ANCHOR: increment
/// What is done to a counter: `1`, `(3, 1)` or `(3, 1, 10, 0)`, as in Erlang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Increment {
    pub(crate) position: Option<usize>,
    by: i64,
    limit: Option<(i64, i64)>,
}

/// Adds to the element after the key.
impl From<i64> for Increment {
    fn from(by: i64) -> Self {
        Self { position: None, by, limit: None }
    }
}

/// Adds to the element at this position.
impl From<(usize, i64)> for Increment {
    fn from((position, by): (usize, i64)) -> Self {
        Self { position: Some(position), by, limit: None }
    }
}

/// Position, increment, threshold, and what the counter becomes when it would pass that.
impl From<(usize, i64, i64, i64)> for Increment {
    fn from((position, by, threshold, becomes): (usize, i64, i64, i64)) -> Self {
        Self { position: Some(position), by, limit: Some((threshold, becomes)) }
    }
}
// ANCHOR_END: increment

impl Increment {
    // ANCHOR: next
    /// What the counter becomes.
    pub(crate) fn next(&self, value: &Term) -> Result<Term, TableError> {
        let sum = self.sum(value).ok_or(TableError::NotAnInteger)?;
        // ANCHOR: cut_counters
        let Some((threshold, becomes)) = self.limit else { return Ok(sum) };
        let passed = if self.by < 0 { Ordering::Less } else { Ordering::Greater };
        Ok(if sum.compare(&Term::Int(threshold)) == passed { Term::Int(becomes) } else { sum })
        // ANCHOR_END: cut_counters => // TODO: `self.limit` may say what to do with `sum`; upwards and downwards
        // ANCHOR_END: cut_counters => let _ = (sum, Ordering::Less);
        // ANCHOR_END: cut_counters => todo!("counters: the sum, unless it passes the threshold")
    }
    // ANCHOR_END: next

    /// Of any size; nothing, if that is no integer.
    fn sum(&self, value: &Term) -> Option<Term> {
        match value {
            Term::Int(value) => {
                let small = value.checked_add(self.by).map(Term::Int);
                Some(small.unwrap_or_else(|| Term::integer(BigInt::from(*value) + self.by)))
            }
            Term::Big(value) => Some(Term::integer(value.value() + self.by)),
            _ => None,
        }
    }
}
