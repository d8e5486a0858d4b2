//! From a term to bytes.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use std::collections::btree_map;
use std::slice;

use num_bigint::Sign;
use term::{Atom, Function, List, Term};

use crate::node::Node;
use crate::tag;

/// How atoms are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Atoms {
    /// As UTF-8: between nodes, and everywhere since OTP 26.
    Utf8,
    /// As Latin-1 where that is possible: what `term_to_binary` does by default in OTP 25.
    Latin1,
}

/// What is still to be written.
enum Open<'a> {
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
}

struct Writer<'b> {
    bytes: &'b mut Vec<u8>,
    own: Node,
    atoms: Atoms,
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
            Term::Pid(pid) => {
                let node = Node::of_number(pid.node(), self.own);
                self.bytes.push(tag::NEW_PID);
                self.atom(node.name);
                for number in [pid.id(), pid.serial(), node.creation] {
                    self.bytes.extend(number.to_be_bytes());
                }
            }
            Term::Reference(reference) => {
                let node = Node::of_number(reference.node(), self.own);
                let words = reference.words();
                self.bytes.push(tag::NEWER_REFERENCE);
                self.bytes
                    .extend(u16::try_from(words.len()).expect("a reference has few words").to_be_bytes());
                self.atom(node.name);
                self.bytes.extend(node.creation.to_be_bytes());
                self.bytes.extend(words.iter().flat_map(|word| word.to_be_bytes()));
            }
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

    fn function(&mut self, function: &Function) {
        match function {
            Function::Named { module, function, arity } => {
                self.bytes.push(tag::EXPORT);
                self.atom(*module);
                self.atom(*function);
                self.bytes.extend([tag::SMALL_INTEGER, *arity]);
            }
            Function::Closure(bytes) => {
                self.head(tag::NEW_FUN, bytes.len() + 4);
                self.bytes.extend_from_slice(bytes);
            }
        }
    }

    fn integer(&mut self, value: i64) {
        if let Ok(small) = u8::try_from(value) {
            self.bytes.extend([tag::SMALL_INTEGER, small]);
        } else if let Ok(value) = i32::try_from(value) {
            self.bytes.push(tag::INTEGER);
            self.bytes.extend(value.to_be_bytes());
        } else {
            let sign = if value < 0 { Sign::Minus } else { Sign::Plus };
            let digits = value.unsigned_abs().to_le_bytes();
            let used = digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
            self.big(sign, &digits[..used]);
        }
    }

    /// The least significant byte first.
    fn big(&mut self, sign: Sign, digits: &[u8]) {
        match u8::try_from(digits.len()) {
            Ok(len) => self.bytes.extend([tag::SMALL_BIG, len]),
            Err(_) => self.head(tag::LARGE_BIG, digits.len()),
        }
        self.bytes.push(u8::from(sign == Sign::Minus));
        self.bytes.extend_from_slice(digits);
    }

    fn atom(&mut self, atom: Atom) {
        let text = atom.text();
        let latin1: Option<Vec<u8>> =
            text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
        match (self.atoms, latin1) {
            (Atoms::Latin1, Some(letters)) => self.text(tag::ATOM, &letters),
            _ => match u8::try_from(text.len()) {
                Ok(len) => {
                    self.bytes.extend([tag::SMALL_ATOM_UTF8, len]);
                    self.bytes.extend_from_slice(text.as_bytes());
                }
                Err(_) => self.text(tag::ATOM_UTF8, text.as_bytes()),
            },
        }
    }

    fn list<'a>(&mut self, list: &'a List, open: &mut Vec<Open<'a>>) {
        let items = list.items();
        if items.is_empty() {
            return self.bytes.push(tag::NIL);
        }
        let small = |term: &Term| term.as_int().and_then(|value| u8::try_from(value).ok());
        if list.tail().is_none() && items.len() <= usize::from(u16::MAX) {
            let bytes: Option<Vec<u8>> = items.iter().map(small).collect();
            if let Some(bytes) = bytes {
                return self.text(tag::STRING, &bytes);
            }
        }
        self.head(tag::LIST, items.len());
        open.push(list.tail().map_or(Open::Nil, Open::One));
        open.push(Open::Terms(items.iter()));
    }

    /// A tag and a length of two bytes, then the bytes.
    fn text(&mut self, tag: u8, bytes: &[u8]) {
        self.bytes.push(tag);
        self.bytes.extend(u16::try_from(bytes.len()).expect("an atom and a string are short").to_be_bytes());
        self.bytes.extend_from_slice(bytes);
    }

    /// A tag and a length of four bytes.
    fn head(&mut self, tag: u8, len: usize) {
        self.bytes.push(tag);
        self.bytes.extend(u32::try_from(len).expect("a term has fewer than 2^32 parts").to_be_bytes());
    }
}
