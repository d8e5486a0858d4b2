//! What is asked, as a value and as bytes.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: EPMD Protocol". Chapter: `distribution`.

use crate::entry::{Entry, node_name};
use crate::error::Malformed;
use crate::fields::Fields;

const ALIVE2_REQ: u8 = 120;
const PORT_PLEASE2_REQ: u8 = 122;
const NAMES_REQ: u8 = 110;

/// What a connection begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A node tells its name and its port. The connection stays open as long as the node lives.
    Alive(Entry),
    /// Somebody wants to connect to the node of this name.
    PortPlease(String),
    /// Somebody wants to know all names.
    Names,
}

impl Request {
    /// The bytes, with their length in front.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![0, 0];
        match self {
            Self::Alive(entry) => {
                bytes.push(ALIVE2_REQ);
                entry.write(&mut bytes);
            }
            Self::PortPlease(name) => {
                bytes.push(PORT_PLEASE2_REQ);
                bytes.extend(name.as_bytes());
            }
            Self::Names => bytes.push(NAMES_REQ),
        }
        let length = (bytes.len() - 2) as u16; // a name is short, and the extra is ours
        bytes[..2].copy_from_slice(&length.to_be_bytes());
        bytes
    }

    /// The request in one frame, without its length.
    ///
    /// # Errors
    /// When it is none: whatever the bytes are, nothing worse happens.
    pub fn decode(frame: &[u8]) -> Result<Self, Malformed> {
        let mut fields = Fields(frame);
        match fields.u8()? {
            ALIVE2_REQ => Entry::read(fields).map(Self::Alive),
            PORT_PLEASE2_REQ => node_name(fields.rest()).map(Self::PortPlease),
            NAMES_REQ => fields.end().map(|()| Self::Names),
            tag => Err(Malformed::Tag(tag)),
        }
    }
}
