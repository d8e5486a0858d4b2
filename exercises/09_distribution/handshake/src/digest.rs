//! Who knows the cookie can answer a challenge; who hears the answer does not learn the cookie.
//!
//! It is MD5, and no more than a sign on the door: whoever can listen can try cookies at leisure, and what is sent
//! after the handshake is neither encrypted nor signed.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Semantics of gen_digest()". Chapter: `distribution`.

use md5::{Digest, Md5};

/// The answer to a challenge.
#[must_use]
pub fn digest(cookie: &str, challenge: u32) -> [u8; 16] {
    // TODO: the MD5 of the cookie, and behind it the challenge in decimal digits
    let _ = (cookie, challenge, Md5::new);
    todo!("digest: the answer to a challenge")
}
