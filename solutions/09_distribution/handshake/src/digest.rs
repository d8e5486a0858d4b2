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
    // ANCHOR: cut_digest
    let mut md5 = Md5::new();
    md5.update(cookie);
    md5.update(challenge.to_string());
    md5.finalize().into()
    // ANCHOR_END: cut_digest => // TODO: the MD5 of the cookie, and behind it the challenge in decimal digits
    // ANCHOR_END: cut_digest => let _ = (cookie, challenge, Md5::new);
    // ANCHOR_END: cut_digest => todo!("digest: the answer to a challenge")
}
