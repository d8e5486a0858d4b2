//! What the two sides say, as bytes.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Distribution Handshake". Chapter: `distribution`.

use crate::{Identity, Peer, Refusal};

/// The name of who connects.
pub fn name(own: &Identity) -> Vec<u8> {
    let mut frame = vec![b'N'];
    frame.extend(own.flags.to_be_bytes());
    frame.extend(own.creation.to_be_bytes());
    with_name(frame, &own.name)
}

/// The name of who was called, and a question only the cookie answers.
pub fn challenge(own: &Identity, challenge: u32) -> Vec<u8> {
    let mut frame = vec![b'N'];
    frame.extend(own.flags.to_be_bytes());
    frame.extend(challenge.to_be_bytes());
    frame.extend(own.creation.to_be_bytes());
    with_name(frame, &own.name)
}

/// `ok`, `nok` and their like.
pub fn status(word: &str) -> Vec<u8> {
    [b"s", word.as_bytes()].concat()
}

/// The answer to a challenge, and one for the other side.
pub fn reply(challenge: u32, digest: [u8; 16]) -> Vec<u8> {
    [&b"r"[..], &challenge.to_be_bytes(), &digest].concat()
}

/// The answer to the second challenge.
pub fn ack(digest: [u8; 16]) -> Vec<u8> {
    [&b"a"[..], &digest].concat()
}

fn with_name(mut frame: Vec<u8>, name: &str) -> Vec<u8> {
    frame.extend(u16::try_from(name.len()).expect("the name of a node is short").to_be_bytes());
    frame.extend(name.as_bytes());
    frame
}

/// Reads [`name`].
pub fn read_name(frame: &[u8]) -> Result<Peer, Refusal> {
    let read = |frame: &[u8]| {
        let (flags, frame) = number::<8>(frame.strip_prefix(b"N")?)?;
        let (creation, frame) = number::<4>(frame)?;
        peer(flags, creation, frame)
    };
    read(frame).ok_or_else(|| unexpected("the name of a node", frame))
}

/// Reads [`challenge`].
pub fn read_challenge(frame: &[u8]) -> Result<(Peer, u32), Refusal> {
    let read = |frame: &[u8]| {
        let (flags, frame) = number::<8>(frame.strip_prefix(b"N")?)?;
        let (challenge, frame) = number::<4>(frame)?;
        let (creation, frame) = number::<4>(frame)?;
        Some((peer(flags, creation, frame)?, u32::try_from(challenge).ok()?))
    };
    read(frame).ok_or_else(|| unexpected("a name and a challenge", frame))
}

/// Reads [`status`].
pub fn read_status(frame: &[u8]) -> Result<&str, Refusal> {
    let word = frame.strip_prefix(b"s").and_then(|word| std::str::from_utf8(word).ok());
    word.ok_or_else(|| unexpected("a status", frame))
}

/// Reads [`reply`].
pub fn read_reply(frame: &[u8]) -> Result<(u32, [u8; 16]), Refusal> {
    let read = |frame: &[u8]| {
        let (challenge, digest) = number::<4>(frame.strip_prefix(b"r")?)?;
        Some((u32::try_from(challenge).ok()?, digest.try_into().ok()?))
    };
    read(frame).ok_or_else(|| unexpected("an answer to the challenge", frame))
}

/// Reads [`ack`].
pub fn read_ack(frame: &[u8]) -> Result<[u8; 16], Refusal> {
    let digest = frame.strip_prefix(b"a").and_then(|digest| digest.try_into().ok());
    digest.ok_or_else(|| unexpected("an answer to our challenge", frame))
}

/// What did not belong here; a stranger's bytes are shown as text, and not many of them.
pub fn unexpected(expected: &'static str, frame: &[u8]) -> Refusal {
    let got = match frame {
        [] => "an empty frame".to_owned(),
        _ => format!("`{}`", frame[..frame.len().min(16)].escape_ascii()),
    };
    Refusal::Unexpected { expected, got }
}

/// A number of `N` bytes, and what stands behind it.
fn number<const N: usize>(frame: &[u8]) -> Option<(u64, &[u8])> {
    let (bytes, rest) = frame.split_first_chunk::<N>()?;
    Some((bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)), rest))
}

/// The name is the last thing in its frame.
fn peer(flags: u64, creation: u64, frame: &[u8]) -> Option<Peer> {
    let (len, name) = number::<2>(frame)?;
    let whole = usize::try_from(len).ok()? == name.len();
    let name = std::str::from_utf8(name).ok().filter(|name| whole && name.contains('@'))?;
    Some(Peer { name: name.to_owned(), flags, creation: u32::try_from(creation).ok()? })
}
