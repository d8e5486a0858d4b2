//! What the name servers of two nodes say to each other, and what the core is told and orders.
//!
//! Source: OTP, `global` (format 8). Chapter: `distribution`.

use std::time::Duration;

use term::{Atom, Term};

use crate::resolver::Effect;
use crate::words::{Entry, LockId, Op, Process};

/// A message between two name servers. A tag belongs to one meeting, so that words of an older one are known as such:
/// `mine` is that of whoever speaks, `yours` that of whoever is spoken to.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "as OTP names them; the page says what they are for")]
pub enum Message {
    InitConnect { mine: i64, locker: Process },
    InitConnectAck { yours: i64, mine: i64 },
    CancelConnect { yours: i64 },
    LockSet { locker: Process, set: bool, yours: i64 },
    Exchange { names: Vec<Entry>, yours: i64 },
    Resolved { ops: Vec<Op>, known: Vec<Atom>, yours: i64 },
    NewNodes { ops: Vec<Op>, nodes: Vec<Atom>, lock: LockId },
    InSync,
    LostConnection { of: Atom, life: i64, number: i64, with: Atom },
    RemoveConnection,
}

/// What a name server is asked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "as OTP names them")]
pub enum Request {
    SetLock(LockId),
    DelLock(LockId),
    Register(Entry),
    Unregister(Term),
}

/// What a process of this node wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Want {
    /// The name for a process, if it is free.
    Register(Entry),
    /// The name for a process, whoever has it.
    ReRegister(Entry),
    /// The name for nobody.
    Unregister(Term),
    /// To know when names have been exchanged with these nodes.
    Sync(Vec<Atom>),
}

/// What has happened.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "as the summaries say")]
pub enum Event {
    NodeUp(Atom),
    NodeDown(Atom),
    /// A process that was to be watched has ended.
    ProcessDown(Process),
    /// A name server has said something.
    Told {
        by: Atom,
        message: Message,
    },
    /// A process asks; `asker` is how it is answered.
    Asked {
        by: Process,
        asker: u64,
        request: Request,
    },
    /// What we have asked is answered.
    Answered {
        question: u64,
        granted: bool,
    },
    /// A process of this node wants something.
    Wanted {
        client: u64,
        want: Want,
    },
    /// So long was to be waited.
    TimePassed(Timer),
}

/// What there is to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// The next attempt to meet a node.
    Locker,
    /// The next attempt to lock all names.
    Registrar,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "as the summaries say")]
pub enum Action {
    /// The name server of a node is told something.
    Tell {
        to: Atom,
        message: Message,
    },
    /// The name server of a node, perhaps this one, is asked.
    Ask {
        to: Atom,
        question: u64,
        request: Request,
    },
    /// Somebody who has asked is answered.
    Answer {
        asker: u64,
        granted: bool,
    },
    /// Somebody of this node has what it wanted, or will not get it.
    Done {
        client: u64,
        outcome: bool,
    },
    Monitor(Process),
    Demonitor(Process),
    WakeAfter {
        timer: Timer,
        pause: Duration,
    },
    /// A connection with a node is to be made, if there is none. Fails that, the node is down.
    Connect(Atom),
    /// The connection with a node is to be closed.
    Disconnect(Atom),
    /// A process has lost a name.
    Effect(Effect),
}
