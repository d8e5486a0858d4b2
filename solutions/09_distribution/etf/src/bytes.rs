//! Takes bytes off the front, and no more than there are.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use crate::error::DecodeError;
use crate::reader::Reader;

impl<'b> Reader<'b> {
    /// The next bytes. Whatever is read comes through here.
    pub fn take(&mut self, len: usize) -> Result<&'b [u8], DecodeError> {
        // ANCHOR: cut_ends
        let Some((taken, rest)) = self.bytes.split_at_checked(len) else {
            return Err(DecodeError::Ends { missing: (len - self.bytes.len()) as u64 });
        };
        self.bytes = rest;
        Ok(taken)
        // ANCHOR_END: cut_ends => // TODO: take `len` bytes off the front; if there are fewer, say how many are missing
        // ANCHOR_END: cut_ends => let _ = len;
        // ANCHOR_END: cut_ends => todo!("ends: take what is there, and no more")
    }

    pub fn byte(&mut self) -> Result<u8, DecodeError> {
        self.array().map(|[byte]| byte)
    }

    /// A length of four bytes.
    pub fn length(&mut self) -> Result<usize, DecodeError> {
        self.word().map(|len| usize::try_from(len).expect("a machine has 32 bits at least"))
    }

    pub fn word(&mut self) -> Result<u32, DecodeError> {
        self.array().map(u32::from_be_bytes)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        self.take(N).map(|bytes| bytes.try_into().expect("so many were taken"))
    }
}
