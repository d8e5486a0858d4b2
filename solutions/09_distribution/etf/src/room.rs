//! How much may be made of the bytes: what a length says is a claim.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use term::Term;

use crate::error::DecodeError;
use crate::reader::Reader;

/// So many terms get room before they are read; for more the room grows as they come.
const ROOM: usize = 256;

impl Reader<'_> {
    /// Room for the terms that a length has claimed.
    pub fn room(&self, claimed: usize) -> Vec<Term> {
        // ANCHOR: cut_room
        // Each needs a byte at least. And many lengths may claim the same bytes: so not much at once.
        Vec::with_capacity(claimed.min(self.bytes.len()).min(ROOM))
        // ANCHOR_END: cut_room => // TODO: this works, and believes a stranger. Two reasons speak for giving less room
        // ANCHOR_END: cut_room => let _ = ROOM;
        // ANCHOR_END: cut_room => Vec::with_capacity(claimed)
    }

    /// So many terms more.
    pub fn count(&mut self, parts: usize) -> Result<(), DecodeError> {
        self.left = self.left.checked_sub(parts).ok_or(DecodeError::TooMany(self.parts))?;
        Ok(())
    }
}
