//! Names that are stored once.
//!
//! Two atoms are the same if they lie in the same place: no text is compared. The price is that an atom is never
//! given back: whoever makes atoms of what a stranger typed fills the table until the node falls. So here the last
//! part of the table is not for strangers: their new names are refused, the program goes on making its own.
//!
//! Differs: a node of the BEAM knows no such part. It ends when its table is full, whoever has filled it; what protects
//! it is that nobody makes atoms of strangers' texts (`binary_to_existing_atom`, `binary_to_term` with `safe`).
//! Between nodes of one cluster nothing does.
//! Left out: a share for each connection. Who fills the part for strangers leaves no new name to the others.
//! Source: Erlang Efficiency Guide, "System Limits" (1,048,576 atoms, 255 characters each) and "Atoms"; `erl +t`.
//! Chapter: `tables`.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, PoisonError, RwLock};

use foldhash::quality::RandomState;
use thiserror::Error;

/// How many atoms there may be; the default of the BEAM.
const MAX_ATOMS: usize = 1_048_576;
/// How many of them no stranger can take.
const RESERVED: usize = 65_536;
/// How many characters an atom may have.
const MAX_CHARACTERS: usize = 255;

/// All atoms of this program. As on the BEAM, there is one table, and it only grows.
static TABLE: LazyLock<RwLock<HashMap<&'static str, Atom, RandomState>>> = LazyLock::new(RwLock::default);

/// A name that stands for itself, as `:ok`.
#[derive(Clone, Copy)]
pub struct Atom(&'static Name);

/// What the table keeps of an atom. The hash is that of the text: an address would differ from run to run.
struct Name {
    text: Box<str>,
    hash: u64,
}

/// Why there is no such atom.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AtomError {
    /// The text has too many characters.
    #[error("an atom has at most 255 characters, this one has {0}")]
    TooLong(usize),
    /// There are too many atoms; none is ever given back.
    #[error("no room for another atom: there are 1048576 already")]
    TableFull,
    /// A stranger's text, and what is left of the table is for the program.
    #[error("no room for another atom of a stranger: the last 65536 of 1048576 are kept for the program")]
    Reserved,
}

impl Atom {
    /// The atom of this text, which stands in the program. For a text that a stranger chose, take [`Atom::try_new`].
    ///
    /// # Panics
    /// With more than 255 characters, or when the table is full; the BEAM ends the node there.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of_program(text).expect("a name in a program is short, and there are few")
    }

    /// The atom of this text, made if it is new and the part of the table that strangers may fill has room. One that
    /// is known is found without a look at that.
    ///
    /// # Errors
    /// [`AtomError::TooLong`] above 255 characters, [`AtomError::Reserved`] if what is left is for the program.
    pub fn try_new(text: &str) -> Result<Self, AtomError> {
        Self::make(text, MAX_ATOMS - RESERVED, AtomError::Reserved)
    }

    /// The same for a name in a program that may be too long.
    pub(crate) fn of_program(text: &str) -> Result<Self, AtomError> {
        Self::make(text, MAX_ATOMS, AtomError::TableFull)
    }

    fn make(text: &str, most: usize, full: AtomError) -> Result<Self, AtomError> {
        if let Some(known) = Self::existing(text) {
            return Ok(known);
        }
        let characters = text.chars().count();
        if characters > MAX_CHARACTERS {
            return Err(AtomError::TooLong(characters));
        }
        let mut table = TABLE.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = table.get(text) {
            return Ok(*known);
        }
        if table.len() >= most {
            return Err(full);
        }
        let name: &'static Name = Box::leak(Box::new(Name { text: text.into(), hash: hash_of(text) }));
        table.insert(&name.text, Self(name));
        Ok(Self(name))
    }

    /// The atom of this text, if somebody has made it: `String.to_existing_atom`.
    #[must_use]
    pub fn existing(text: &str) -> Option<Self> {
        TABLE.read().unwrap_or_else(PoisonError::into_inner).get(text).copied()
    }

    /// Its text, without the colon.
    #[must_use]
    pub fn text(self) -> &'static str {
        &self.0.text
    }
}

impl PartialEq for Atom {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Atom {}

impl Hash for Atom {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

/// By text, character by character.
impl Ord for Atom {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        if self == other { std::cmp::Ordering::Equal } else { self.text().cmp(other.text()) }
    }
}

impl PartialOrd for Atom {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// FNV-1a: short, and the same on every machine.
fn hash_of(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_the_same_place() {
        assert_eq!(Atom::new("a place"), Atom::new("a place"));
        assert!(std::ptr::eq(Atom::new("a place").text(), Atom::new("a place").text()));
        assert_ne!(Atom::new("a place"), Atom::new("another place"));
    }

    #[test]
    fn asking_for_an_existing_atom_makes_none() {
        assert_eq!(Atom::existing("nobody has written this yet"), None);
        assert_eq!(Atom::existing("nobody has written this yet"), None);
    }

    #[test]
    fn an_atom_of_256_characters_is_refused() {
        assert!(Atom::try_new(&"ж".repeat(255)).is_ok());
        assert_eq!(Atom::try_new(&"ж".repeat(256)), Err(AtomError::TooLong(256)));
    }
}
