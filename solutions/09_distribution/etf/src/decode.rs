//! From bytes to a term, with nothing taken on trust.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use std::collections::btree_map::Entry;

use term::{Map, Term};

use crate::error::DecodeError;
use crate::node::Node;
use crate::reader::{Next, Reader};

/// How much a stranger may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of terms in terms. What is deeper could not be compared, printed or dropped without a deep stack.
    pub depth: usize,
    /// Terms in all. One may take a single byte on the wire, and takes 24 bytes of memory or more.
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
    let mut reader = Reader::new(bytes, own, limits.parts);
    reader.version()?;
    let mut open: Vec<Open> = Vec::new();
    loop {
        match reader.next()? {
            Next::Whole(term) => {
                if let Some(term) = complete(&mut open, term)? {
                    return Ok((term, reader.rest()));
                }
            }
            // ANCHOR: cut_deep
            Next::Open(_) if open.len() == limits.depth => return Err(DecodeError::TooDeep(limits.depth)),
            Next::Open(begun) => open.push(begun),
            // ANCHOR_END: cut_deep => // TODO: what has only begun waits in `open`. How many may wait there?
            // ANCHOR_END: cut_deep => Next::Open(begun) => {
            // ANCHOR_END: cut_deep =>     let _ = (begun, &limits.depth);
            // ANCHOR_END: cut_deep =>     todo!("deep: something in something")
            // ANCHOR_END: cut_deep => }
        }
    }
}

/// A whole term may complete the one around it, and that the next; gives the outermost if it is whole now.
fn complete(open: &mut Vec<Open>, part: Term) -> Result<Option<Term>, DecodeError> {
    // ANCHOR: cut_deep
    let mut done = part;
    while let Some(around) = open.last_mut() {
        let Some(whole) = around.take(done)? else { return Ok(None) };
        open.pop();
        done = whole;
    }
    Ok(Some(done))
    // ANCHOR_END: cut_deep => // TODO: the part belongs to the last that is open, which may be whole with it: and then?
    // ANCHOR_END: cut_deep => match open.last_mut() {
    // ANCHOR_END: cut_deep =>     None => Ok(Some(part)),
    // ANCHOR_END: cut_deep =>     Some(around) => around.take(part).and_then(|_| todo!("deep: and then?")),
    // ANCHOR_END: cut_deep => }
}

// ANCHOR: open
/// A term that has begun, and what of it has been read.
pub enum Open {
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
// ANCHOR_END: open

impl Open {
    /// Takes the next part; gives the whole term if this was the last one.
    pub fn take(&mut self, part: Term) -> Result<Option<Term>, DecodeError> {
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
