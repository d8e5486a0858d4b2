//! References as terms: one of this node, or one that another node has made.
//!
//! Source: ERTS User's Guide, "External Term Format: NEWER_REFERENCE_EXT". Chapter: `tables`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use process::Ref;

/// How many bits of the first word count.
const FIRST_BITS: u32 = 18;
/// A reference has at most so many words.
const MAX_WORDS: usize = 5;

/// Names one monitor or one request, of this node or of another.
#[derive(Clone)]
pub struct Reference(Owner);

#[derive(Clone)]
enum Owner {
    Here(Ref),
    /// Another node chose the words; what they mean is its own affair.
    Elsewhere(Arc<(u32, Vec<u32>)>),
}

impl Reference {
    /// The reference that this node writes in such words; `node` is the number that stands in its pids, 0 is this
    /// node. `None` if there are none, or more than five.
    #[must_use]
    pub fn of_node(node: u32, words: &[u32]) -> Option<Self> {
        if words.is_empty() || words.len() > MAX_WORDS {
            return None;
        }
        let here = if node == 0 { local(words) } else { None };
        Some(Self(here.map_or_else(|| Owner::Elsewhere(Arc::new((node, words.to_vec()))), Owner::Here)))
    }

    /// The number of its node; 0 is this one.
    #[must_use]
    pub fn node(&self) -> u32 {
        match &self.0 {
            Owner::Here(_) => 0,
            Owner::Elsewhere(other) => other.0,
        }
    }

    /// Its words, as they go over the wire.
    #[must_use]
    pub fn words(&self) -> Vec<u32> {
        match &self.0 {
            Owner::Here(own) => words_of(own.number()).to_vec(),
            Owner::Elsewhere(other) => other.1.clone(),
        }
    }

    /// The reference itself, if this node has made it.
    #[must_use]
    pub fn local(&self) -> Option<Ref> {
        match self.0 {
            Owner::Here(own) => Some(own),
            Owner::Elsewhere(_) => None,
        }
    }
}

impl From<Ref> for Reference {
    fn from(own: Ref) -> Self {
        Self(Owner::Here(own))
    }
}

impl Ord for Reference {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Owner::Here(a), Owner::Here(b)) => a.cmp(b),
            (Owner::Elsewhere(a), Owner::Elsewhere(b)) => a.cmp(b),
            (Owner::Here(_), Owner::Elsewhere(_)) => Ordering::Less,
            (Owner::Elsewhere(_), Owner::Here(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Reference {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Reference {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Reference {}

impl Hash for Reference {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Owner::Here(own) => own.hash(state),
            Owner::Elsewhere(other) => other.hash(state),
        }
    }
}

/// As the shell prints it: the node, then the words, the last one first.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#Reference<{}", self.node())?;
        self.words().iter().rev().try_for_each(|word| write!(f, ".{word}"))?;
        f.write_str(">")
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The number of a reference in three words, the low bits first.
#[allow(clippy::cast_possible_truncation)]
fn words_of(number: u64) -> [u32; 3] {
    let first = number & ((1 << FIRST_BITS) - 1);
    [first as u32, (number >> FIRST_BITS) as u32, (number >> (FIRST_BITS + 32)) as u32]
}

/// What [`words_of`] made three words of.
fn local(words: &[u32]) -> Option<Ref> {
    let [first, second, third] = words.try_into().ok()?;
    let fits = first >> FIRST_BITS == 0 && third >> (32 - FIRST_BITS) == 0;
    let number = u64::from(first) | u64::from(second) << FIRST_BITS | u64::from(third) << (FIRST_BITS + 32);
    fits.then(|| Ref::of_number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_of_this_node_comes_back_from_its_words() {
        for number in [0, 1, (1 << 18) - 1, 1 << 18, 1 << 50, u64::MAX] {
            let reference = Reference::from(Ref::of_number(number));
            assert_eq!(Reference::of_node(0, &reference.words()), Some(reference));
        }
    }

    #[test]
    fn a_reference_of_another_node_keeps_its_words() {
        let reference = Reference::of_node(3, &[1, 2, 3, 4, 5]).expect("five words are allowed");
        assert_eq!((reference.node(), reference.words()), (3, vec![1, 2, 3, 4, 5]));
        assert_eq!(reference.local(), None);
        assert_eq!(reference.to_string(), "#Reference<3.5.4.3.2.1>");
        assert_eq!(Reference::of_node(3, &[0; 6]), None);
    }
}
