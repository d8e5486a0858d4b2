//! What happens to connections, and what must be done about it: the words of [`peers`](crate::peers).
//!
//! Chapter: `distribution`.

use term::Atom;

/// Numbers the attempts to connect, in both directions.
pub type Generation = u64;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody wants to reach the node.
    Wanted { peer: Atom },
    /// In the handshake of this call, the other side has proved that it knows the cookie.
    Done { peer: Atom, generation: Generation },
    /// This attempt, or call, came to nothing.
    Failed { peer: Atom, generation: Generation },
    /// The node has called at the same time, and its call goes on: ours does not.
    DropDialing { peer: Atom },
    /// The node says that the old connection is dead.
    DropOld { peer: Atom },
    /// This connection is lost, or we have closed it.
    Lost { peer: Atom, generation: Generation },
}

/// What must be done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Call the node.
    Dial { peer: Atom, generation: Generation },
    /// The connection stands: send what waits, tell `nodeup`.
    Up { peer: Atom, generation: Generation },
    /// It is gone: undo the ties, tell `nodedown`.
    Down { peer: Atom, generation: Generation },
    /// Close this one: another one serves.
    Close { generation: Generation },
    /// There will be no connection: whoever waits for it must hear so.
    GiveUp { peer: Atom },
}
