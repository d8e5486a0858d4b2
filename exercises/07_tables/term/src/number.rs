//! Numbers that do not fit into 64 bits, and floats that are numbers.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

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
