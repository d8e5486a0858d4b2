//! Reads one term, or the head of it, off the front of the bytes.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use term::{Map, Term};

use crate::decode::Open;
use crate::error::DecodeError;
use crate::node::Node;
use crate::number::float;
use crate::tag;

/// What the next bytes are.
pub enum Next {
    Whole(Term),
    Open(Open),
}

/// The bytes that are left, and how much may still come out of them.
pub struct Reader<'b> {
    pub bytes: &'b [u8],
    pub own: Node,
    /// So many parts may come in all, and so many may still come.
    pub parts: usize,
    pub left: usize,
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8], own: Node, parts: usize) -> Self {
        Self { bytes, own, parts, left: parts }
    }

    /// What has not been read.
    pub fn rest(&self) -> &'b [u8] {
        self.bytes
    }

    pub fn version(&mut self) -> Result<(), DecodeError> {
        match self.byte()? {
            tag::VERSION => Ok(()),
            other => Err(DecodeError::Version(other)),
        }
    }

    /// The next term, or the beginning of it.
    pub fn next(&mut self) -> Result<Next, DecodeError> {
        self.count(1)?;
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
            tag::NEW_FLOAT => float(f64::from_be_bytes(self.array()?))?,
            tag::FLOAT => self.old_float()?,
            tag::STRING => {
                let len = usize::from(u16::from_be_bytes(self.array()?));
                self.count(len)?;
                Term::list(self.take(len)?.iter().map(|byte| Term::from(*byte)).collect())
            }
            tag::BINARY => {
                let len = self.length()?;
                Term::binary(self.take(len)?)
            }
            tag::NEW_PID | tag::PID => self.pid(tag == tag::NEW_PID)?,
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
}
