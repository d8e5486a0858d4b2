//! What is answered, as a value and as bytes. An answer has no length in front: its first byte says how long it is, or
//! the end of the connection does.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: EPMD Protocol". Chapter: `distribution`.

use crate::entry::Entry;
use crate::error::Malformed;
use crate::fields::Fields;

const ALIVE2_X_RESP: u8 = 118;
const PORT2_RESP: u8 = 119;
const ALIVE2_RESP: u8 = 121;

const OK: u8 = 0;
const REFUSED: u8 = 1;

/// What a request is answered with. `extended`: the node speaks version 6, so its creation has 32 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named by the sentence above each variant")]
pub enum Answer {
    /// The name is yours as long as this connection lives; the creation marks this life of the node.
    Registered { creation: u32, extended: bool },
    /// Another node has this name.
    Taken { extended: bool },
    /// The node takes connections there.
    Found(Entry),
    /// No node has this name.
    Unknown,
    /// The port of the server, and all names with the ports of their nodes.
    Names { port: u32, nodes: Vec<(String, u16)> },
}

impl Answer {
    /// The bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Registered { creation, extended } => alive(OK, *creation, *extended),
            Self::Taken { extended } => alive(REFUSED, 0, *extended),
            // TODO port_please: PORT2_RESP, a byte that says whether there is such a node (OK, REFUSED), then its entry
            Self::Found(_) | Self::Unknown => { let _ = PORT2_RESP; todo!("port_please: write the answer") }
            Self::Names { port, nodes } => {
                let lines = nodes.iter().map(|(name, port)| format!("name {name} at port {port}\n"));
                [port.to_be_bytes().to_vec(), lines.collect::<String>().into_bytes()].concat()
            }
        }
    }

    /// The answer to a request for a name: as many bytes as [`Answer::length_of_alive`] says.
    pub(crate) fn decode_alive(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut fields = Fields(bytes);
        let extended = fields.u8()? == ALIVE2_X_RESP;
        let refused = fields.u8()? != OK;
        let creation = if extended { fields.u32()? } else { u32::from(fields.u16()?) };
        fields.end()?;
        Ok(if refused { Self::Taken { extended } } else { Self::Registered { creation, extended } })
    }

    /// How long the answer to a request for a name is, by its first byte.
    pub(crate) fn length_of_alive(tag: u8) -> Result<usize, Malformed> {
        match tag {
            ALIVE2_X_RESP => Ok(6),
            ALIVE2_RESP => Ok(4),
            tag => Err(Malformed::Tag(tag)),
        }
    }

    /// The answer to the question for a port: all that came before the connection ended.
    pub(crate) fn decode_port(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut fields = Fields(bytes);
        match (fields.u8()?, fields.u8()?) {
            (PORT2_RESP, OK) => Entry::read(fields).map(Self::Found),
            (PORT2_RESP, _) => Ok(Self::Unknown),
            (tag, _) => Err(Malformed::Tag(tag)),
        }
    }

    /// The answer to the question for all names: all that came before the connection ended.
    pub(crate) fn decode_names(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut fields = Fields(bytes);
        let port = fields.u32()?;
        let text = str::from_utf8(fields.rest()).map_err(|_| Malformed::Name)?;
        let node = |line: &str| {
            let (name, port) = line.strip_prefix("name ")?.rsplit_once(" at port ")?;
            Some((name.to_owned(), port.parse().ok()?))
        };
        let nodes = text.lines().map(|line| node(line).ok_or(Malformed::Name)).collect::<Result<_, _>>()?;
        Ok(Self::Names { port, nodes })
    }
}

fn alive(result: u8, creation: u32, extended: bool) -> Vec<u8> {
    let [_, _, high, low] = creation.to_be_bytes();
    match extended {
        true => [&[ALIVE2_X_RESP, result], &creation.to_be_bytes()[..]].concat(),
        false => vec![ALIVE2_RESP, result, high, low],
    }
}
