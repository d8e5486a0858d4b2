//! What a node tells of itself, and how it lies on the wire. `ALIVE2_REQ` and `PORT2_RESP` end in the same bytes.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: EPMD Protocol". Chapter: `distribution`.

use crate::error::Malformed;
use crate::fields::Fields;

/// The distribution protocol of OTP 23 and later: 32 bits of creation, among other things.
pub(crate) const VERSION: u16 = 6;

/// Longest name of a node, in bytes: what an atom holds.
pub(crate) const MAX_NAME: usize = 255;

/// A node, as others hear of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name before the `@`: the host is the one that is asked.
    pub name: String,
    /// Where the node takes connections of other nodes.
    pub port: u16,
    /// Whether the node wants to be seen by all.
    pub kind: Kind,
    /// Newest version of the distribution protocol that it speaks.
    pub highest: u16,
    /// Oldest one.
    pub lowest: u16,
    /// For extensions; empty so far.
    pub extra: Vec<u8>,
}

/// What kind of node it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `M`: a node that joins the mesh.
    Visible,
    /// `H`: one that is connected with whom it asks, and with nobody else.
    Hidden,
}

impl Entry {
    /// A node that joins the mesh and speaks the current protocol.
    #[must_use]
    pub fn visible(name: &str, port: u16) -> Self {
        let (highest, lowest, extra) = (VERSION, VERSION, Vec::new());
        Self { name: name.to_owned(), port, kind: Kind::Visible, highest, lowest, extra }
    }

    /// A hidden node that speaks the current protocol.
    #[must_use]
    pub fn hidden(name: &str, port: u16) -> Self {
        Self { kind: Kind::Hidden, ..Self::visible(name, port) }
    }

    // ANCHOR: write
    /// Port, kind, protocol (0: TCP over IPv4), highest and lowest version, name, extra. All numbers have the highest
    /// byte first; name and extra begin with their length in two bytes.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        // ANCHOR: cut_entry
        out.extend(self.port.to_be_bytes());
        out.extend([self.kind.byte(), 0]);
        out.extend(self.highest.to_be_bytes());
        out.extend(self.lowest.to_be_bytes());
        for bytes in [self.name.as_bytes(), &self.extra] {
            out.extend((bytes.len() as u16).to_be_bytes());
            out.extend(bytes);
        }
        // ANCHOR_END: cut_entry => // TODO entry: the fields in the order above (`to_be_bytes`, `Kind::byte`)
        // ANCHOR_END: cut_entry => let _ = (self, out, Kind::byte);
        // ANCHOR_END: cut_entry => todo!("entry: write the fields")
    }
    // ANCHOR_END: write

    /// The same back, and nothing may be left over.
    pub(crate) fn read(mut fields: Fields<'_>) -> Result<Self, Malformed> {
        // ANCHOR: cut_entry
        let port = fields.u16()?;
        let kind = Kind::of(fields.u8()?)?;
        let _protocol = fields.u8()?;
        let (highest, lowest) = (fields.u16()?, fields.u16()?);
        let name = fields.counted()?;
        let extra = fields.counted()?.to_vec();
        fields.end()?;
        Ok(Self { name: node_name(name)?, port, kind, highest, lowest, extra })
        // ANCHOR_END: cut_entry => // TODO entry: field by field (`Fields` in fields.rs, `Kind::of`, `node_name`), then the end
        // ANCHOR_END: cut_entry => let _ = (Kind::of, node_name, fields.u8(), fields.u16(), fields.counted(), fields.end());
        // ANCHOR_END: cut_entry => todo!("entry: read the fields")
    }
}

impl Kind {
    fn byte(self) -> u8 {
        match self {
            Self::Visible => b'M',
            Self::Hidden => b'H',
        }
    }

    fn of(byte: u8) -> Result<Self, Malformed> {
        match byte {
            b'M' => Ok(Self::Visible),
            b'H' => Ok(Self::Hidden),
            _ => Err(Malformed::Kind(byte)),
        }
    }
}

/// A name that a node can have.
pub(crate) fn node_name(bytes: &[u8]) -> Result<String, Malformed> {
    let name = str::from_utf8(bytes).map_err(|_| Malformed::Name)?;
    // The list of names is text, a line for each: a line break in a name would make two nodes of one.
    let fits = (1..=MAX_NAME).contains(&bytes.len()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(Malformed::Name) }
}
