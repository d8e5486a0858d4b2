//! Names on the wire: four tags, two alphabets.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use std::borrow::Cow;

use term::Atom;

use crate::encode::Writer;
use crate::error::DecodeError;
use crate::reader::Reader;
use crate::tag;

/// How atoms are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Atoms {
    /// As UTF-8: between nodes, and everywhere since OTP 26.
    Utf8,
    /// As Latin-1 where that is possible: what `term_to_binary` does by default in OTP 25.
    Latin1,
}

impl Writer<'_> {
    pub fn atom(&mut self, atom: Atom) {
        let text = atom.text();
        let latin1 = || text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
        let letters: Option<Vec<u8>> = if self.atoms == Atoms::Latin1 { latin1() } else { None };
        match letters {
            Some(letters) => self.text(tag::ATOM, &letters),
            None => match u8::try_from(text.len()) {
                Ok(len) => {
                    self.bytes.extend([tag::SMALL_ATOM_UTF8, len]);
                    self.bytes.extend_from_slice(text.as_bytes());
                }
                Err(_) => self.text(tag::ATOM_UTF8, text.as_bytes()),
            },
        }
    }
}

impl Reader<'_> {
    /// An atom where nothing else may stand.
    pub fn name(&mut self) -> Result<Atom, DecodeError> {
        match self.byte()? {
            tag @ (tag::ATOM | tag::SMALL_ATOM | tag::ATOM_UTF8 | tag::SMALL_ATOM_UTF8) => self.atom(tag),
            _ => Err(DecodeError::Malformed("the name of a node or a function is an atom")),
        }
    }

    pub fn atom(&mut self, tag: u8) -> Result<Atom, DecodeError> {
        let len = match tag {
            tag::SMALL_ATOM | tag::SMALL_ATOM_UTF8 => usize::from(self.byte()?),
            _ => usize::from(u16::from_be_bytes(self.array()?)),
        };
        let letters = self.take(len)?;
        // TODO: the text of these bytes is Latin-1 or UTF-8, as the tag says; a stranger chose it
        let _ = (letters, Cow::Borrowed(""));
        todo!("atoms: a name that somebody else has chosen")
    }
}
