//! The words of this chapter: who has a name, what is locked, and what is to be done with a name.
//!
//! Source: OTP, `global`. Chapter: `distribution`.

use std::cmp::Ordering;
use std::fmt;

use process::Pid;
use term::{Atom, Term};

use crate::resolver::Resolver;

// ANCHOR: words
/// A process, and the node on which it lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "as the summary says")]
pub struct Process {
    pub node: Atom,
    pub pid: Pid,
}

/// What is locked, and on whose behalf: two processes that ask on the same behalf hold the lock together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as OTP names them")]
pub struct LockId {
    pub resource: Term,
    pub requester: Term,
}

/// A name, its process, and who decides if another process has the name too.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the summary says")]
pub struct Entry {
    pub name: Term,
    pub process: Process,
    pub resolver: Resolver,
}

/// What a node does with a name after two nodes have compared theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// The name belongs to this process, whoever had it before.
    Insert(Entry),
    /// The name belongs to nobody.
    Delete(Term),
}
// ANCHOR_END: words

impl LockId {
    /// What is locked, and on whose behalf.
    pub fn new(resource: impl Into<Term>, requester: impl Into<Term>) -> Self {
        Self { resource: resource.into(), requester: requester.into() }
    }
}

/// As the BEAM orders pids: by serial and number, then by node. Two nodes that sort the same pids agree.
impl Ord for Process {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |process: &Self| (process.pid.serial(), process.pid.id());
        key(self).cmp(&key(other)).then_with(|| self.node.cmp(&other.node))
    }
}

impl PartialOrd for Process {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}.{}>", self.node.text(), self.pid.id())
    }
}
