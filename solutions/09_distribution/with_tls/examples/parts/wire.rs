//! What somebody on the way can read: frames of a plain connection, records of one over TLS.

use term::Term;

use super::Piece;

/// One side's frame, whole.
pub struct Frame {
    pub from_caller: bool,
    pub bytes: Vec<u8>,
}

/// Cuts what went by into pieces of whole length; `length` says how long the first one is, once that can be known.
fn cut(pieces: &[Piece], mut length: impl FnMut(bool, &[u8]) -> Option<(usize, usize)>) -> Vec<Frame> {
    let (mut waiting, mut frames) = ([Vec::new(), Vec::new()], Vec::new());
    for piece in pieces {
        let from_caller = piece.from_caller;
        let bytes = &mut waiting[usize::from(from_caller)];
        bytes.extend(&piece.bytes);
        while let Some((header, body)) = length(from_caller, bytes).filter(|(h, b)| bytes.len() >= h + b) {
            let frame: Vec<u8> = bytes.drain(..header + body).collect();
            frames.push(Frame { from_caller, bytes: frame[header..].to_vec() });
        }
    }
    frames
}

/// The frames of a plain connection: two bytes of length before each of the handshake, four afterwards.
pub fn frames(pieces: &[Piece]) -> Vec<Frame> {
    let number = |bytes: &[u8]| bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    // Of the handshake, the caller says two frames and the called side three.
    let mut left = [3, 2];
    cut(pieces, move |from_caller, bytes| {
        let left = &mut left[usize::from(from_caller)];
        let header = if *left > 0 { 2 } else { 4 };
        let body = number(bytes.get(..header)?);
        let whole = bytes.len() >= header + body;
        *left -= usize::from(whole && *left > 0);
        Some((header, body))
    })
}

/// The records of TLS: a kind, a version, a length, and what nobody can read. The kind stays in front.
pub fn records(pieces: &[Piece]) -> Vec<Frame> {
    cut(pieces, |_, bytes| {
        let header = bytes.get(..5)?;
        Some((0, 5 + usize::from(u16::from_be_bytes([header[3], header[4]]))))
    })
}

/// What a frame says; nothing for those that only watch and no longer watch.
pub fn read(frame: &Frame) -> Option<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let hex = |bytes: &[u8]| bytes[..4].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let number = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().expect("four bytes"));
    Some(match &frame.bytes[..] {
        [b'N', rest @ ..] if frame.from_caller => format!("I am {}", text(&rest[14..])),
        [b'N', rest @ ..] => format!("I am {}; challenge {}", text(&rest[18..]), number(&rest[8..12])),
        [b's', status @ ..] => text(status),
        [b'r', rest @ ..] => format!("digest {}…; challenge {}", hex(&rest[4..]), number(&rest[..4])),
        [b'a', digest @ ..] => format!("digest {}…", hex(digest)),
        [112, rest @ ..] => message(rest)?,
        _ => return None,
    })
}

/// The payload of a message, without whom to answer and under which reference.
fn message(bytes: &[u8]) -> Option<String> {
    let (_, payload) = etf::decode_part(bytes, etf::Node::alone(), etf::Limits::default()).ok()?;
    let payload = etf::decode(payload, etf::Node::alone(), etf::Limits::default()).ok()?;
    Some(match payload.as_tuple()? {
        [Term::Atom(tag), _, request] if tag.text() == "$gen_call" => format!("call {request}"),
        [_, answer] => format!("answer {answer}"),
        _ => payload.to_string(),
    })
}
