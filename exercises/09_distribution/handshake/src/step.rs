//! What goes into a handshake, and what comes out.

use crate::Refusal;

/// What a node says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// As `a@127.0.0.1`.
    pub name: String,
    /// What it can do: [`crate::flags`].
    pub flags: u64,
    /// Which life of the node this is.
    pub creation: u32,
}

/// The node at the other end, once it has proved that it knows the cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its name.
    pub name: String,
    /// What it can do.
    pub flags: u64,
    /// Which life of it this is.
    pub creation: u32,
}

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The connection stands; only the initiator is told.
    Opened,
    /// A frame has come, without its length.
    Came(Vec<u8>),
    /// How we stand with the node that [`Action::Judge`] asked about.
    Judged(Standing),
}

/// How we stand with a node that wants to connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No connection, none under way.
    Unknown,
    /// We are about to connect to it ourselves. Whose name is greater keeps its own attempt.
    Connecting,
    /// There is a connection, as far as we know. Perhaps the other node knows better.
    Connected,
    /// We do not let it in.
    NotAllowed,
}

/// What must be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this frame, with its length of two bytes before it.
    Send(Vec<u8>),
    /// Say how we stand with this node: the next fact is [`Fact::Judged`].
    Judge {
        /// Its name.
        name: String,
        /// What it can do.
        flags: u64,
    },
    /// End our own attempt to connect to this node: it will be connected here.
    DropOwnAttempt,
    /// End the old connection with this node: it is dead, though we have not noticed.
    DropOld,
    /// Both have proved that they know the cookie.
    Done(Peer),
    /// Close the connection.
    Close(Refusal),
}
