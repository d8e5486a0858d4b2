//! What nodes say to each other once they are connected: control messages. As terms they are written in `to_terms`
//! and read in `of_terms`.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Protocol between Connected Nodes". Chapter: `distribution`.

use process::Pid;
use term::{Atom, Reference, Term};

/// The numbers of the manual.
pub(crate) mod op {
    pub const LINK: i64 = 1;
    pub const SEND: i64 = 2;
    pub const EXIT: i64 = 3;
    pub const REG_SEND: i64 = 6;
    pub const EXIT2: i64 = 8;
    pub const MONITOR_P: i64 = 19;
    pub const DEMONITOR_P: i64 = 20;
    pub const MONITOR_P_EXIT: i64 = 21;
    pub const PAYLOAD_EXIT: i64 = 24;
    pub const PAYLOAD_EXIT2: i64 = 26;
    pub const PAYLOAD_MONITOR_P_EXIT: i64 = 28;
    pub const SPAWN_REQUEST: i64 = 29;
    pub const SPAWN_REPLY: i64 = 31;
    pub const ALIAS_SEND: i64 = 33;
    pub const UNLINK_ID: i64 = 35;
    pub const UNLINK_ID_ACK: i64 = 36;
}

/// A process or a name, of the node that is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A process.
    Process(Pid),
    /// Whoever has this name.
    Name(Atom),
}

/// One control message, with what it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    Send {
        to: Pid,
        message: Term,
    },
    RegSend {
        from: Pid,
        name: Atom,
        message: Term,
    },
    AliasSend {
        from: Pid,
        alias: Reference,
        message: Term,
    },
    Link {
        from: Pid,
        to: Pid,
    },
    UnlinkId {
        id: Term,
        from: Pid,
        to: Pid,
    },
    UnlinkIdAck {
        id: Term,
        from: Pid,
        to: Pid,
    },
    /// A link: `from` has ended.
    Exit {
        from: Pid,
        to: Pid,
        reason: Term,
    },
    /// `exit/2`.
    Exit2 {
        from: Pid,
        to: Pid,
        reason: Term,
    },
    Monitor {
        from: Pid,
        target: Who,
        reference: Reference,
    },
    Demonitor {
        from: Pid,
        target: Who,
        reference: Reference,
    },
    MonitorExit {
        target: Who,
        to: Pid,
        reference: Reference,
        reason: Term,
    },
    SpawnRequest {
        id: Reference,
        from: Pid,
        leader: Pid,
        function: Function,
        options: Vec<Term>,
        args: Term,
    },
    /// The result is a pid, or an atom that says why there is none.
    SpawnReply {
        id: Reference,
        to: Pid,
        flags: i64,
        result: Term,
    },
}

/// Module, function, number of arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Function {
    pub module: Atom,
    pub name: Atom,
    pub arity: i64,
}

impl From<Who> for Term {
    fn from(who: Who) -> Self {
        match who {
            Who::Process(process) => process.into(),
            Who::Name(name) => Self::Atom(name),
        }
    }
}
