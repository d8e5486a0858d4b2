//! Where one message ends and the next begins: four bytes of length before each. An empty one is a tick.
//!
//! A length comes from a stranger, so nothing is reserved for it; what is longer than the limit ends the connection.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Protocol between Connected Nodes". Chapter: `distribution`.

use etf::{Atoms, Limits, VERSION};
use term::Term;
use thiserror::Error;

use crate::control::Control;

/// What stands before the control message.
const PASS_THROUGH: u8 = 112;

/// What is no message of a node.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FrameError {
    /// More than we take in one piece.
    #[error("a message of {0} bytes; at most {1} are taken")]
    TooLong(usize, usize),
    /// A message of a kind that was not agreed on.
    #[error("expected a message of kind 112, got {0}")]
    Kind(u8),
    /// No term where one should stand.
    #[error(transparent)]
    Term(#[from] etf::DecodeError),
}

/// Writes a message behind what is to be sent already.
pub fn write(bytes: &mut Vec<u8>, control: Control, own: etf::Node) {
    let (control, payload) = control.into_terms();
    let _ = (bytes, control, payload, own, PASS_THROUGH, VERSION, Atoms::Utf8, etf::encode_into);
    todo!("frame: four bytes of length, the kind, and the terms, each with its version")
}

/// Cuts what has come into messages.
#[derive(Debug, Default)]
pub struct Frames {
    /// What was read from the wire.
    pub bytes: Vec<u8>,
    /// How much of it was given out.
    done: usize,
}

impl Frames {
    /// The next whole message; `None` when its end has not come yet. A tick is an empty one.
    ///
    /// # Errors
    /// When it would be longer than `limit`.
    pub fn next(&mut self, limit: usize) -> Result<Option<&[u8]>, FrameError> {
        let _ = (&self.bytes, self.done, limit);
        todo!("frame: is the whole message there, and is it too long?")
    }

    /// Gives the room of what was given out back.
    pub fn forget(&mut self) {
        self.bytes.drain(..self.done);
        self.done = 0;
    }
}

/// What a message says; `None` for a control message that we do not know.
///
/// # Errors
/// When it is none.
pub fn read(frame: &[u8], own: etf::Node, limits: Limits) -> Result<Option<Control>, FrameError> {
    let Some((&kind, rest)) = frame.split_first() else { return Ok(None) };
    if kind != PASS_THROUGH {
        return Err(FrameError::Kind(kind));
    }
    let (control, rest) = etf::decode_part(rest, own, limits)?;
    let payload: Option<Term> = if rest.is_empty() { None } else { Some(etf::decode(rest, own, limits)?) };
    Ok(Control::of_terms(&control, payload))
}

#[cfg(test)]
mod tests {
    use process::Pid;
    use term::{Atom, term};

    use super::*;

    fn own() -> etf::Node {
        etf::Node { name: Atom::new("own@test"), creation: 7 }
    }

    #[test]
    fn messages_come_out_as_they_went_in_however_the_bytes_are_cut() {
        let send = |n: i64| Control::Send { to: Pid::of_node(0, 1, 2), message: term!({:count, (n)}) };
        let mut wire = Vec::new();
        for n in 0..3 {
            write(&mut wire, send(n), own());
            wire.extend([0; 4]); // a tick
        }
        for cut in 1..wire.len() {
            let (mut frames, mut heard) = (Frames::default(), Vec::new());
            for piece in wire.chunks(cut) {
                frames.bytes.extend(piece);
                while let Some(frame) = frames.next(1 << 20).unwrap() {
                    heard.extend(read(frame, own(), Limits::default()).unwrap());
                }
                frames.forget();
            }
            assert_eq!(heard, [send(0), send(1), send(2)], "cut into pieces of {cut} bytes");
        }
    }

    #[test]
    fn a_length_is_not_believed() {
        let mut frames = Frames { bytes: vec![255; 4], done: 0 };
        assert_eq!(frames.next(1 << 20), Err(FrameError::TooLong(u32::MAX as usize, 1 << 20)));
    }
}
