//! What a node can do, one bit each.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Distribution Flags". Chapter: `distribution`.

use crate::{Peer, Refusal};

/// The node wants to be seen in `nodes()`. A hidden one does not set it.
pub const PUBLISHED: u64 = 1;
/// References of more than one word.
pub const EXTENDED_REFERENCES: u64 = 1 << 2;
/// Monitors between nodes.
pub const DIST_MONITOR: u64 = 1 << 3;
/// Functions as `NEW_FUN_EXT`.
pub const FUN_TAGS: u64 = 1 << 4;
/// Monitors of names.
pub const DIST_MONITOR_NAME: u64 = 1 << 5;
/// `NEW_FUN_EXT` carries the free variables.
pub const NEW_FUN_TAGS: u64 = 1 << 7;
/// Pids and ports of more than eighteen bits.
pub const EXTENDED_PIDS_PORTS: u64 = 1 << 8;
/// `EXPORT_EXT`.
pub const EXPORT_PTR_TAG: u64 = 1 << 9;
/// Bit strings.
pub const BIT_BINARIES: u64 = 1 << 10;
/// Floats as eight bytes.
pub const NEW_FLOATS: u64 = 1 << 11;
/// Atoms with a length of one byte.
pub const SMALL_ATOM_TAGS: u64 = 1 << 14;
/// Atoms as UTF-8.
pub const UTF8_ATOMS: u64 = 1 << 16;
/// Maps.
pub const MAP_TAG: u64 = 1 << 17;
/// Creations of 32 bits.
pub const BIG_CREATION: u64 = 1 << 18;
/// The handshake of version 6, which is this one.
pub const HANDSHAKE_23: u64 = 1 << 24;
/// A link is undone by a question and its answer.
pub const UNLINK_ID: u64 = 1 << 25;
/// `spawn` on another node is one message.
pub const SPAWN: u64 = 1 << 32;
/// Pids with more bits, and larger references.
pub const V4_NC: u64 = 1 << 34;
/// A reference may serve as an address.
pub const ALIAS: u64 = 1 << 35;
/// Stands for all bits that OTP 25 made mandatory.
pub const MANDATORY_25_DIGEST: u64 = 1 << 36;

/// Without these a node of OTP 25 closes the connection.
pub const MANDATORY_25: u64 = EXTENDED_REFERENCES
    | FUN_TAGS
    | NEW_FUN_TAGS
    | EXTENDED_PIDS_PORTS
    | EXPORT_PTR_TAG
    | BIT_BINARIES
    | NEW_FLOATS
    | UTF8_ATOMS
    | MAP_TAG
    | BIG_CREATION
    | HANDSHAKE_23
    | V4_NC
    | MANDATORY_25_DIGEST;

/// Without these we could not talk to a node: what it sends would be unreadable.
const NEEDED: u64 =
    EXTENDED_REFERENCES | EXTENDED_PIDS_PORTS | UTF8_ATOMS | MAP_TAG | BIG_CREATION | HANDSHAKE_23;

/// What a hidden node of ours can do.
pub const HIDDEN: u64 =
    MANDATORY_25 | DIST_MONITOR | DIST_MONITOR_NAME | SMALL_ATOM_TAGS | UNLINK_ID | SPAWN | ALIAS;

/// What a visible node of ours can do.
pub const VISIBLE: u64 = HIDDEN | PUBLISHED;

/// Whether a node can do what every node must.
pub(crate) fn check(peer: &Peer) -> Result<(), Refusal> {
    // A node of OTP 26 sets one bit for all that OTP 25 asks for.
    let has = if peer.flags & MANDATORY_25_DIGEST == 0 { peer.flags } else { peer.flags | MANDATORY_25 };
    match NEEDED & !has {
        0 => Ok(()),
        missing => Err(Refusal::Lacks { name: peer.name.clone(), missing }),
    }
}
