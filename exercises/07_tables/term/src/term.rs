//! The kinds of terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use process::Pid;

use crate::{Atom, Big, Float, Function, List, Reference};

/// A map. Its keys lie in the order in which [`Term`]'s `Ord` puts them, which is the order `inspect` shows.
pub type Map = BTreeMap<Term, Term>;

/// Any value of the BEAM. Copies share what they hold, so a clone costs a counter.
///
/// `==` and `Hash` are Erlang's `=:=`: `1` and `1.0` differ. `Ord` agrees with them: it is the order of map keys,
/// where every integer comes before every float. Erlang's own order of terms is [`Term::compare`].
#[derive(Clone)]
pub enum Term {
    /// An integer that fits into 64 bits.
    Int(i64),
    /// An integer that does not.
    Big(Big),
    /// A float; never infinite, never "not a number".
    Float(Float),
    /// A name that stands for itself, as `:ok`.
    Atom(Atom),
    /// Names one monitor or one request.
    Reference(Reference),
    /// Names a function of another node, as `&:global.random_exit_name/3`.
    Function(Arc<Function>),
    /// Names a process.
    Pid(Pid),
    /// A fixed number of terms, as `{:ok, 1}`.
    Tuple(Arc<[Term]>),
    /// Keys and values.
    Map(Arc<Map>),
    /// Any number of terms; the empty list is one.
    List(List),
    /// Bytes; a text is its UTF-8.
    Binary(Arc<[u8]>),
}

impl Term {
    /// The atom `nil`, Elixir's word for nothing.
    #[must_use]
    pub fn nil() -> Self {
        Self::Atom(Atom::new("nil"))
    }

    /// A tuple of these elements.
    pub fn tuple(elements: impl Into<Arc<[Term]>>) -> Self {
        Self::Tuple(elements.into())
    }

    /// A list of these elements.
    #[must_use]
    pub fn list(elements: Vec<Term>) -> Self {
        Self::List(List::proper(elements))
    }

    /// A list that ends in `tail`, as `[1 | tail]`; a list as the tail makes one longer list.
    #[must_use]
    pub fn list_with_tail(elements: Vec<Term>, tail: Term) -> Self {
        if elements.is_empty() { tail } else { Self::List(List::with_tail(elements, tail)) }
    }

    /// A map of these pairs; of equal keys the last one counts.
    pub fn map(pairs: impl IntoIterator<Item = (Term, Term)>) -> Self {
        Self::Map(Arc::new(pairs.into_iter().collect()))
    }

    /// A binary of these bytes.
    pub fn binary(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::Binary(bytes.into())
    }

    /// Its elements, if it is a tuple.
    #[must_use]
    pub fn as_tuple(&self) -> Option<&[Term]> {
        match self {
            Self::Tuple(elements) => Some(elements),
            _ => None,
        }
    }

    /// Its name, if it is an atom.
    #[must_use]
    pub fn as_atom(&self) -> Option<Atom> {
        match self {
            Self::Atom(atom) => Some(*atom),
            _ => None,
        }
    }

    /// Whether it is the atom of this name.
    #[must_use]
    pub fn is_atom(&self, name: &str) -> bool {
        self.as_atom().is_some_and(|atom| atom.text() == name)
    }

    /// The process, if it is a pid.
    #[must_use]
    pub fn as_pid(&self) -> Option<Pid> {
        match self {
            Self::Pid(process) => Some(*process),
            _ => None,
        }
    }

    /// The reference, if it is one.
    #[must_use]
    pub fn as_reference(&self) -> Option<&Reference> {
        match self {
            Self::Reference(reference) => Some(reference),
            _ => None,
        }
    }

    /// Its elements, if it is a list with a proper end.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Term]> {
        match self {
            Self::List(list) if list.tail().is_none() => Some(list.items()),
            _ => None,
        }
    }

    /// Its value, if it is an integer of 64 bits.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// Its text, if it is a binary of valid UTF-8.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Binary(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }
}
