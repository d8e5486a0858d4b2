//! From bytes to a term, with nothing taken on trust.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use std::collections::btree_map::Entry;
use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use process::Pid;
use term::{Atom, Function, Map, Reference, Term};

use crate::error::DecodeError;
use crate::node::Node;
use crate::tag;

/// So many terms get room before they are read; for more the room grows as they come.
const ROOM: usize = 256;

/// How much a stranger may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of terms in terms. What is deeper could not be compared, printed or dropped without a deep stack.
    pub depth: usize,
    /// Terms in all. One takes some 24 bytes of memory and may take one on the wire.
    pub parts: usize,
}

impl Default for Limits {
    /// Five hundred levels, sixteen million parts.
    fn default() -> Self {
        Self { depth: 500, parts: 16 << 20 }
    }
}

/// The term of these bytes, which begin with the version; `own` is the node whose pids are local.
///
/// # Errors
/// [`DecodeError`]: bytes that are no term, one that breaks the limits, or something behind it.
pub fn decode(bytes: &[u8], own: Node, limits: Limits) -> Result<Term, DecodeError> {
    let (term, rest) = decode_part(bytes, own, limits)?;
    if rest.is_empty() { Ok(term) } else { Err(DecodeError::Trailing(rest.len())) }
}

/// The term that stands first, and what stands behind it.
///
/// # Errors
/// [`DecodeError`]: bytes that are no term, or one that breaks the limits.
pub fn decode_part(bytes: &[u8], own: Node, limits: Limits) -> Result<(Term, &[u8]), DecodeError> {
    let mut reader = Reader { bytes, own };
    match reader.byte()? {
        tag::VERSION => {}
        other => return Err(DecodeError::Version(other)),
    }
    let (mut open, mut parts): (Vec<Open>, usize) = (Vec::new(), 0);
    loop {
        parts += 1;
        if parts > limits.parts {
            return Err(DecodeError::TooMany(limits.parts));
        }
        let mut done = match reader.next()? {
            Next::Whole(term) => term,
            Next::Open(more) if open.len() < limits.depth => {
                open.push(more);
                continue;
            }
            Next::Open(_) => return Err(DecodeError::TooDeep(limits.depth)),
        };
        // A whole term may complete the one around it, and that the next.
        loop {
            let Some(last) = open.last_mut() else { return Ok((done, reader.bytes)) };
            match last.take(done)? {
                Some(whole) => {
                    open.pop();
                    done = whole;
                }
                None => break,
            }
        }
    }
}

/// A term that has begun, and what of it has been read.
enum Open {
    Tuple {
        left: usize,
        elements: Vec<Term>,
    },
    /// After the elements comes the tail.
    List {
        left: usize,
        elements: Vec<Term>,
    },
    Map {
        left: usize,
        key: Option<Term>,
        map: Map,
    },
}

impl Open {
    /// Takes the next part; gives the whole term if this was the last one.
    fn take(&mut self, part: Term) -> Result<Option<Term>, DecodeError> {
        match self {
            Self::Tuple { left, elements } => {
                elements.push(part);
                *left -= 1;
                Ok((*left == 0).then(|| Term::tuple(std::mem::take(elements))))
            }
            Self::List { left: 0, elements } => {
                Ok(Some(Term::list_with_tail(std::mem::take(elements), part)))
            }
            Self::List { left, elements } => {
                elements.push(part);
                *left -= 1;
                Ok(None)
            }
            Self::Map { left, key, map } => {
                let Some(known) = key.take() else {
                    *key = Some(part);
                    return Ok(None);
                };
                match map.entry(known) {
                    Entry::Vacant(place) => place.insert(part),
                    Entry::Occupied(_) => return Err(DecodeError::Malformed("a key of a map stands twice")),
                };
                *left -= 1;
                Ok((*left == 0).then(|| Term::map(std::mem::take(map))))
            }
        }
    }
}

/// What the next bytes are.
enum Next {
    Whole(Term),
    Open(Open),
}

struct Reader<'b> {
    bytes: &'b [u8],
    own: Node,
}

impl<'b> Reader<'b> {
    fn next(&mut self) -> Result<Next, DecodeError> {
        let tag = self.byte()?;
        let whole = match tag {
            tag::SMALL_TUPLE => {
                let left = usize::from(self.byte()?);
                return self.tuple(left);
            }
            tag::LARGE_TUPLE => {
                let left = self.length()?;
                return self.tuple(left);
            }
            tag::LIST => {
                let left = self.length()?;
                return Ok(Next::Open(Open::List { left, elements: self.room(left) }));
            }
            tag::MAP => match self.length()? {
                0 => Term::map([]),
                left => return Ok(Next::Open(Open::Map { left, key: None, map: Map::new() })),
            },
            tag::NIL => Term::list(Vec::new()),
            tag::SMALL_INTEGER => Term::from(self.byte()?),
            tag::INTEGER => Term::from(i32::from_be_bytes(self.array()?)),
            tag::SMALL_BIG => {
                let len = usize::from(self.byte()?);
                self.big(len)?
            }
            tag::LARGE_BIG => {
                let len = self.length()?;
                self.big(len)?
            }
            tag::NEW_FLOAT => number(f64::from_be_bytes(self.array()?))?,
            tag::FLOAT => {
                let text = std::str::from_utf8(self.take(31)?).ok();
                let value = text.and_then(|text| text.trim_end_matches('\0').trim().parse().ok());
                number(value.unwrap_or(f64::NAN))?
            }
            tag::STRING => {
                let len = usize::from(u16::from_be_bytes(self.array()?));
                Term::list(self.take(len)?.iter().map(|byte| Term::from(*byte)).collect())
            }
            tag::BINARY => {
                let len = self.length()?;
                Term::binary(self.take(len)?)
            }
            tag::NEW_PID | tag::PID => {
                let name = self.name()?;
                let (id, serial) = (self.word()?, self.word()?);
                let creation = self.creation(tag == tag::NEW_PID)?;
                Term::Pid(Pid::of_node(Node { name, creation }.number(self.own), id, serial))
            }
            tag::NEWER_REFERENCE | tag::NEW_REFERENCE => self.reference(tag == tag::NEWER_REFERENCE)?,
            tag::ATOM | tag::SMALL_ATOM | tag::ATOM_UTF8 | tag::SMALL_ATOM_UTF8 => {
                Term::Atom(self.atom(tag)?)
            }
            tag::COMPRESSED => return Err(DecodeError::Unsupported("compressed terms")),
            tag::BIT_BINARY => return Err(DecodeError::Unsupported("bit strings that are no whole bytes")),
            tag::EXPORT => self.export()?,
            tag::NEW_FUN => self.closure()?,
            tag::FUN => return Err(DecodeError::Unsupported("functions from before 2000")),
            tag::PORT | tag::NEW_PORT | tag::V4_PORT => return Err(DecodeError::Unsupported("ports")),
            tag::REFERENCE => return Err(DecodeError::Unsupported("references from before 2000")),
            other => return Err(DecodeError::Tag(other)),
        };
        Ok(Next::Whole(whole))
    }

    fn tuple(&mut self, left: usize) -> Result<Next, DecodeError> {
        Ok(match left {
            0 => Next::Whole(Term::tuple([])),
            _ => Next::Open(Open::Tuple { left, elements: self.room(left) }),
        })
    }

    /// Room for so many terms, but never for more than the bytes left could hold, each needs one at least; and not
    /// for many at once, for the next term may claim as much.
    fn room(&self, claimed: usize) -> Vec<Term> {
        Vec::with_capacity(claimed.min(self.bytes.len()).min(ROOM))
    }

    fn big(&mut self, len: usize) -> Result<Term, DecodeError> {
        let sign = if self.byte()? == 0 { Sign::Plus } else { Sign::Minus };
        Ok(Term::integer(BigInt::from_bytes_le(sign, self.take(len)?)))
    }

    fn reference(&mut self, newer: bool) -> Result<Term, DecodeError> {
        let len = usize::from(u16::from_be_bytes(self.array()?));
        let name = self.name()?;
        let creation = self.creation(newer)?;
        let words = (0..len).map(|_| self.word()).collect::<Result<Vec<u32>, _>>()?;
        let number = Node { name, creation }.number(self.own);
        let reference = Reference::of_node(number, &words);
        reference.map(Term::Reference).ok_or(DecodeError::Malformed("a reference has one to five words"))
    }

    /// The name of a function: module, function, and how many arguments it takes.
    fn export(&mut self) -> Result<Term, DecodeError> {
        let (module, function) = (self.name()?, self.name()?);
        match (self.byte()?, self.byte()?) {
            (tag::SMALL_INTEGER, arity) => {
                Ok(Term::Function(Arc::new(Function::Named { module, function, arity })))
            }
            _ => Err(DecodeError::Malformed("an arity is a small integer")),
        }
    }

    /// A function with values of its own: what stands in it is for the node that made it. The length counts itself.
    fn closure(&mut self) -> Result<Term, DecodeError> {
        let len = self.length()?.checked_sub(4).ok_or(DecodeError::Malformed("a function is longer"))?;
        Ok(Term::Function(Arc::new(Function::Closure(self.take(len)?.into()))))
    }

    fn creation(&mut self, newer: bool) -> Result<u32, DecodeError> {
        if newer { self.word() } else { self.byte().map(u32::from) }
    }

    /// An atom where nothing else may stand.
    fn name(&mut self) -> Result<Atom, DecodeError> {
        match self.byte()? {
            tag @ (tag::ATOM | tag::SMALL_ATOM | tag::ATOM_UTF8 | tag::SMALL_ATOM_UTF8) => self.atom(tag),
            _ => Err(DecodeError::Malformed("the name of a node or a function is an atom")),
        }
    }

    fn atom(&mut self, tag: u8) -> Result<Atom, DecodeError> {
        let len = match tag {
            tag::SMALL_ATOM | tag::SMALL_ATOM_UTF8 => usize::from(self.byte()?),
            _ => usize::from(u16::from_be_bytes(self.array()?)),
        };
        let letters = self.take(len)?;
        Ok(if matches!(tag, tag::ATOM | tag::SMALL_ATOM) {
            Atom::try_new(&letters.iter().copied().map(char::from).collect::<String>())?
        } else {
            let text = std::str::from_utf8(letters);
            Atom::try_new(text.map_err(|_| DecodeError::Malformed("an atom is no UTF-8"))?)?
        })
    }

    fn word(&mut self) -> Result<u32, DecodeError> {
        self.array().map(u32::from_be_bytes)
    }

    fn length(&mut self) -> Result<usize, DecodeError> {
        self.word().map(|len| usize::try_from(len).expect("a machine has 32 bits at least"))
    }

    fn byte(&mut self) -> Result<u8, DecodeError> {
        self.array().map(|[byte]| byte)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        self.take(N).map(|bytes| bytes.try_into().expect("so many were taken"))
    }

    fn take(&mut self, len: usize) -> Result<&'b [u8], DecodeError> {
        let (taken, rest) = self.bytes.split_at_checked(len).ok_or_else(|| {
            let missing = (len - self.bytes.len()) as u64;
            DecodeError::Ends { missing }
        })?;
        self.bytes = rest;
        Ok(taken)
    }
}

fn number(value: f64) -> Result<Term, DecodeError> {
    Term::float(value).ok_or(DecodeError::Malformed("a float is no number"))
}
