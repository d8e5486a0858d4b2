//! Bytes in, whole requests out. A connection promises the order of bytes and nothing else: a request may come in ten
//! pieces, and the first piece may be half a length.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: EPMD Protocol". Chapter: `distribution`.

use crate::error::Malformed;

/// Longest request that is listened to, in bytes. A name has 255 at most; the rest is for extensions.
pub const MAX_REQUEST: usize = 1024;

/// What has arrived of the requests of one connection.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
}

impl Frames {
    /// Takes what has arrived.
    pub fn arrived(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// The next request, without its length, once all of it is there.
    ///
    /// # Errors
    /// [`Malformed::TooLong`], as soon as the length is there: nobody waits for the rest of what is refused.
    pub fn take(&mut self) -> Result<Option<Vec<u8>>, Malformed> {
        // TODO frame: two bytes of length, highest first, then the request;
        // not all there yet is `Ok(None)`, longer than MAX_REQUEST an error, and the rest stays for the next one
        let _ = (&mut self.bytes, MAX_REQUEST, Malformed::TooLong);
        todo!("frame: take one request off the front")
    }
}
