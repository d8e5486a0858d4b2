//! What can go wrong, by what the caller can do about it.

use std::fmt;
use std::io;

/// Bytes that are no request, or no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Fewer bytes than a length or a kind of message claims.
    TooShort,
    /// More bytes than anybody has to listen to.
    TooLong,
    /// No message begins like this.
    Tag(u8),
    /// No node is of this kind.
    Kind(u8),
    /// No node can have this name.
    Name,
}

/// Why a request was not answered as hoped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Nobody listens there: start a server, or wait for one.
    NobodyListens,
    /// Another node has this name: choose another, or end that node.
    Taken(String),
    /// It closed the connection instead of an answer: it may be ending, or it is asked for something it refuses.
    HungUp,
    /// Something listens there and does not speak this protocol, or says nothing in time.
    NotEpmd(String),
    /// The network failed.
    Network(io::ErrorKind),
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort => f.write_str("fewer bytes than it claims"),
            Self::TooLong => f.write_str("more bytes than expected"),
            Self::Tag(tag) => write!(f, "no message begins with {tag}"),
            Self::Kind(kind) => write!(f, "expected the kind 77 or 72, got {kind}"),
            Self::Name => f.write_str("a name that no node can have"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NobodyListens => f.write_str("no epmd listens there"),
            Self::Taken(name) => write!(f, "the name {name} seems to be in use by another node"),
            Self::HungUp => f.write_str("epmd closed the connection without an answer"),
            Self::NotEpmd(what) => write!(f, "what listens there is no epmd: {what}"),
            Self::Network(kind) => write!(f, "epmd cannot be reached: {kind}"),
        }
    }
}

impl std::error::Error for Malformed {}
impl std::error::Error for Error {}

impl From<Malformed> for Error {
    fn from(malformed: Malformed) -> Self {
        Self::NotEpmd(malformed.to_string())
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => Self::NobodyListens,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                Self::HungUp
            }
            kind => Self::Network(kind),
        }
    }
}
