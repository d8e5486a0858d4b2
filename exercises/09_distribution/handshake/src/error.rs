//! Why there is no connection.

use thiserror::Error;

/// Why there is no connection. The other side learns none of it: it sees that the connection is closed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The answer to our challenge was made with another cookie.
    #[error("the node {0} has another cookie")]
    WrongCookie(String),
    /// Both connect at the same time, and the other attempt is the one that goes on.
    #[error("the node {0} and we connect to each other at once: the other attempt goes on")]
    Simultaneous(String),
    /// It wants to connect, and then says that the old connection is alive.
    #[error("the node {0} is connected already")]
    StillConnected(String),
    /// It does not let us in.
    #[error("the node {0} does not allow a connection with us")]
    NotAllowed(String),
    /// We do not let it in.
    #[error("the node {0} is not let in")]
    Refused(String),
    /// It cannot do something that every node must.
    #[error("the node {name} lacks the abilities {missing:#x}")]
    Lacks {
        /// Its name.
        name: String,
        /// The bits that are not set.
        missing: u64,
    },
    /// Somebody else answers where we expected this node.
    #[error("expected the node {expected}, the node {found} answered")]
    OtherNode {
        /// Whom we wanted.
        expected: String,
        /// Who it is.
        found: String,
    },
    /// A frame that does not belong here.
    #[error("expected {expected}, got {got}")]
    Unexpected {
        /// What should have come.
        expected: &'static str,
        /// How the frame begins.
        got: String,
    },
}
