//! From a term to bytes.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use std::collections::btree_map;
use std::slice;

use term::Term;

use crate::atom::Atoms;
use crate::node::Node;
use crate::tag;

/// What is still to be written.
pub enum Open<'a> {
    Terms(slice::Iter<'a, Term>),
    Pairs(btree_map::Iter<'a, Term, Term>),
    One(&'a Term),
    Nil,
}

/// The bytes of a term, with its version before it; `own` is the node of local pids.
#[must_use]
pub fn encode(term: &Term, own: Node) -> Vec<u8> {
    encode_as(term, own, Atoms::Utf8)
}

/// The same, with a choice of how atoms are written.
#[must_use]
pub fn encode_as(term: &Term, own: Node, atoms: Atoms) -> Vec<u8> {
    let mut bytes = vec![tag::VERSION];
    encode_into(&mut bytes, term, own, atoms);
    bytes
}

/// Appends the bytes of a term, without a version. No matter how deep the term is, the stack does not grow.
pub fn encode_into(bytes: &mut Vec<u8>, term: &Term, own: Node, atoms: Atoms) {
    let mut writer = Writer { bytes, own, atoms };
    let mut open = vec![Open::One(term)];
    // ANCHOR: loop
    while let Some(last) = open.last_mut() {
        // What is taken may open more, above what is left.
        let next = match last {
            Open::Terms(terms) => terms.next(),
            Open::One(_) | Open::Nil => None,
            Open::Pairs(pairs) => match pairs.next() {
                Some((key, value)) => {
                    open.push(Open::One(value));
                    Some(key)
                }
                None => None,
            },
        };
        match next {
            Some(term) => writer.term(term, &mut open),
            None => match open.pop() {
                Some(Open::One(term)) => writer.term(term, &mut open),
                Some(Open::Nil) => writer.bytes.push(tag::NIL),
                _ => {}
            },
        }
    }
    // ANCHOR_END: loop
}

/// Where the bytes go, and how they are written.
pub struct Writer<'b> {
    pub bytes: &'b mut Vec<u8>,
    pub own: Node,
    pub atoms: Atoms,
}

impl Writer<'_> {
    /// Writes a term, or the head of it and leaves the parts in `open`.
    fn term<'a>(&mut self, term: &'a Term, open: &mut Vec<Open<'a>>) {
        match term {
            Term::Int(value) => self.integer(*value),
            Term::Big(big) => self.big(big.value().sign(), &big.value().to_bytes_le().1),
            Term::Float(value) => {
                self.bytes.push(tag::NEW_FLOAT);
                self.bytes.extend(value.value().to_be_bytes());
            }
            Term::Atom(atom) => self.atom(*atom),
            Term::Pid(pid) => self.pid(*pid),
            Term::Reference(reference) => self.reference(reference),
            Term::Function(function) => self.function(function),
            Term::Tuple(elements) => {
                match u8::try_from(elements.len()) {
                    Ok(len) => self.bytes.extend([tag::SMALL_TUPLE, len]),
                    Err(_) => self.head(tag::LARGE_TUPLE, elements.len()),
                }
                open.push(Open::Terms(elements.iter()));
            }
            Term::Map(map) => {
                self.head(tag::MAP, map.len());
                open.push(Open::Pairs(map.iter()));
            }
            Term::List(list) => self.list(list, open),
            Term::Binary(bytes) => {
                self.head(tag::BINARY, bytes.len());
                self.bytes.extend_from_slice(bytes);
            }
        }
    }

    /// A tag and a length of two bytes, then the bytes.
    pub fn text(&mut self, tag: u8, bytes: &[u8]) {
        self.bytes.push(tag);
        self.bytes.extend(u16::try_from(bytes.len()).expect("an atom and a string are short").to_be_bytes());
        self.bytes.extend_from_slice(bytes);
    }

    /// A tag and a length of four bytes.
    pub fn head(&mut self, tag: u8, len: usize) {
        self.bytes.push(tag);
        self.bytes.extend(u32::try_from(len).expect("a term has fewer than 2^32 parts").to_be_bytes());
    }
}
