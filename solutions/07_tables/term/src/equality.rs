//! What is the same.
//!
//! Erlang has two answers. `=:=` wants the same value of the same kind; it is Rust's `==` for terms, and what counts
//! for keys of maps and of most tables. `==` compares numbers by value and finds `1` and `1.0` equal; it is
//! [`Term::compare`], and what counts for the keys of an ordered table.
//!
//! Source: Erlang Reference Manual, "Expressions: Term Comparisons". Chapter: `tables`.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use crate::Term;

// ANCHOR: equality
/// `=:=`: the same value of the same kind.
impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        // ANCHOR: cut_equality
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Atom(a), Self::Atom(b)) => a == b,
            (Self::Binary(a), Self::Binary(b)) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) => a == b,
            _ => self.cmp(other).is_eq(),
        }
        // ANCHOR_END: cut_equality => // TODO: two orders are given: `self.cmp(other)` and `self.compare(other)`; which of them is `=:=`?
        // ANCHOR_END: cut_equality => let _ = other;
        // ANCHOR_END: cut_equality => todo!("equality: the same value of the same kind")
    }
}

impl Eq for Term {}
// ANCHOR_END: equality

// ANCHOR: hash
/// What is equal has equal hashes; a table would not find it otherwise.
impl Hash for Term {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(self.kind());
        match self {
            Self::Int(value) => value.hash(state),
            Self::Big(value) => value.hash(state),
            // ANCHOR: cut_equality
            Self::Float(value) => (value.value() + 0.0).to_bits().hash(state), // `-0.0 + 0.0` is `0.0`
            // ANCHOR_END: cut_equality => // TODO: the bits of the float (`to_bits`); which two floats are equal and differ in their bits?
            // ANCHOR_END: cut_equality => Self::Float(value) => todo!("equality: a hash for {}", value.value()),
            Self::Atom(atom) => atom.hash(state),
            Self::Reference(reference) => reference.hash(state),
            Self::Function(function) => function.hash(state),
            Self::Pid(pid) => pid.hash(state),
            Self::Tuple(elements) => elements.hash(state),
            Self::Map(map) => map.hash(state),
            Self::List(list) => (list.items(), list.tail()).hash(state),
            Self::Binary(bytes) => bytes.hash(state),
        }
    }
}
// ANCHOR_END: hash

/// A term whose order is Erlang's, as the key of a `BTreeMap`: `==` is Erlang's `==`.
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
