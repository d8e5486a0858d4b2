//! How much may be made of the bytes: what a length says is a claim.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use term::Term;

use crate::error::DecodeError;
use crate::reader::Reader;

/// So many terms get room before they are read; for more the room grows as they come.
const ROOM: usize = 256;

impl Reader<'_> {
    /// Room for so many terms, but never for more than the bytes left could hold, each needs one at least; and not
    /// for many at once, for the next term may claim as much.
    pub fn room(&self, claimed: usize) -> Vec<Term> {
        // ANCHOR: cut_room
        Vec::with_capacity(claimed.min(self.bytes.len()).min(ROOM))
        // ANCHOR_END: cut_room => // TODO: `claimed` was written by a stranger, and there are two reasons to give less
        // ANCHOR_END: cut_room => let _ = (claimed, ROOM);
        // ANCHOR_END: cut_room => todo!("room: for how many terms?")
    }

    /// So many terms more.
    pub fn count(&mut self, parts: usize) -> Result<(), DecodeError> {
        self.left = self.left.checked_sub(parts).ok_or(DecodeError::TooMany(self.parts))?;
        Ok(())
    }
}
