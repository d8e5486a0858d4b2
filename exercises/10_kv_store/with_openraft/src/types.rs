//! What clients say to the store, and what the store says to the engine.
//!
//! Chapter: `kv_store`.

use term::Term;

use crate::machine::State;
use crate::runtime::Runtime;

/// The number of a member.
pub type Id = u64;

/// What a client wants of the store. (Without `select`: the engine has nothing to say about it.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// From now on this key has this value.
    Put(Term, Term),
    /// Which value has this key?
    Get(Term),
    /// From now on this key has no value.
    Delete(Term),
}

/// What it hears: the answers of stage 10.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Written.
    Done,
    /// The value of the key, if it has one.
    Value(Option<Term>),
    /// Nobody can say whether it was written.
    Unknown,
    /// Nothing was changed, and nothing will be.
    Unavailable,
}

/// Names one request for ever: a member may hand the same request to two leaders, and it must count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket {
    /// The member that a client asked,
    pub member: Id,
    /// which life of it,
    pub life: u64,
    /// and its how manieth request.
    pub number: u64,
}

/// An entry of the log: what all members do, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Whose it is.
    pub ticket: Ticket,
    /// Which key.
    pub key: Term,
    /// Its value from now on; `None`: it has none.
    pub value: Option<Term>,
}

openraft::declare_raft_types!(
    /// What the engine is made of here.
    pub Types:
        D = Order,
        R = (),
        NodeId = Id,
        Node = openraft::EmptyNode,
        SnapshotData = State,
        AsyncRuntime = Runtime,
);

/// The engine of one member.
pub type Raft = openraft::Raft<Types>;
/// The place of an entry in the log, and under which leader it got there.
pub type LogId = openraft::LogId<Id>;
/// For whom a member has voted, and when.
pub type Vote = openraft::Vote<Id>;
/// An entry of the log.
pub type Entry = openraft::Entry<Types>;
/// What the engine is told when a disk fails. Ours does not.
pub type StorageError = openraft::StorageError<Id>;
/// Who the members are, and which entry said so.
pub type Membership = openraft::StoredMembership<Id, openraft::EmptyNode>;
/// Up to which entry a snapshot goes.
pub type SnapshotMeta = openraft::SnapshotMeta<Id, openraft::EmptyNode>;
/// A state of the machine, and up to which entry it goes.
pub type Snapshot = openraft::Snapshot<Types>;
