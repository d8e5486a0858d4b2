//! Whom a message is for: a process, or whoever has a name on a node.
//!
//! Source: Erlang Reference Manual, "Distributed Erlang", "Node Names". Chapter: `distribution`.

use std::fmt;

use process::Pid;
use term::Atom;
use thiserror::Error;

/// A process, or `{name, node}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// A process, wherever it lives.
    Process(Pid),
    /// Whoever has this name on that node when the message arrives.
    Name {
        /// As it was registered.
        name: Atom,
        /// As `a@127.0.0.1`.
        node: Atom,
    },
}

impl From<Pid> for Address {
    fn from(process: Pid) -> Self {
        Self::Process(process)
    }
}

/// `("kv", "a@127.0.0.1")`, as `{kv, 'a@127.0.0.1'}`.
impl From<(&str, &str)> for Address {
    fn from((name, node): (&str, &str)) -> Self {
        Self::Name { name: Atom::new(name), node: Atom::new(node) }
    }
}

impl From<(Atom, Atom)> for Address {
    fn from((name, node): (Atom, Atom)) -> Self {
        Self::Name { name, node }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Process(process) => process.fmt(f),
            Self::Name { name, node } => write!(f, "{{{}, {}}}", name.text(), node.text()),
        }
    }
}

/// What cannot be the name of a node.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("expected the name of a node, such as `a@127.0.0.1`; got `{0}`")]
pub struct BadName(pub String);

/// The two parts of a node's name: how it is called, and on which host.
///
/// # Errors
/// When it has not exactly one `@`, with letters, digits, `_`, `-` or `.` around it, or is longer than 255 bytes.
pub fn parts(name: &str) -> Result<(&str, &str), BadName> {
    let fits = |part: &str, more: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-' || more.contains(c))
    };
    let split = name.split_once('@').filter(|(alive, host)| fits(alive, "") && fits(host, ".:"));
    split.filter(|_| name.len() <= 255).ok_or_else(|| BadName(name.to_owned()))
}
