//! What nodes say to each other once they are connected: control messages, as terms.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Protocol between Connected Nodes". Chapter: `distribution`.

use process::Pid;
use term::{Atom, Reference, Term};

/// The numbers of the manual.
mod op {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    pub module: Atom,
    pub name: Atom,
    pub arity: i64,
}

impl Control {
    /// The control term, and the payload behind it.
    #[must_use]
    pub fn into_terms(self) -> (Term, Option<Term>) {
        let reference = Term::Reference;
        match self {
            // ANCHOR: cut_control
            Self::Send { to, message } => (tuple(op::SEND, [nothing(), to.into()]), Some(message)),
            Self::RegSend { from, name, message } => {
                (tuple(op::REG_SEND, [from.into(), nothing(), Term::Atom(name)]), Some(message))
            }
            // ANCHOR_END: cut_control => Self::Send { .. } | Self::RegSend { .. } => todo!("control: a tuple with its number, and the message behind it; what is unused is `nothing()`"),
            Self::AliasSend { from, alias, message } => {
                (tuple(op::ALIAS_SEND, [from.into(), reference(alias)]), Some(message))
            }
            Self::Link { from, to } => (tuple(op::LINK, [from.into(), to.into()]), None),
            Self::UnlinkId { id, from, to } => (tuple(op::UNLINK_ID, [id, from.into(), to.into()]), None),
            Self::UnlinkIdAck { id, from, to } => {
                (tuple(op::UNLINK_ID_ACK, [id, from.into(), to.into()]), None)
            }
            Self::Exit { from, to, reason } => (tuple(op::EXIT, [from.into(), to.into(), reason]), None),
            Self::Exit2 { from, to, reason } => (tuple(op::EXIT2, [from.into(), to.into(), reason]), None),
            Self::Monitor { from, target, reference: it } => {
                (tuple(op::MONITOR_P, [from.into(), target.into(), reference(it)]), None)
            }
            Self::Demonitor { from, target, reference: it } => {
                (tuple(op::DEMONITOR_P, [from.into(), target.into(), reference(it)]), None)
            }
            Self::MonitorExit { target, to, reference: it, reason } => {
                (tuple(op::MONITOR_P_EXIT, [target.into(), to.into(), reference(it), reason]), None)
            }
            Self::SpawnRequest { id, from, leader, function, options, args } => {
                let function =
                    [Term::Atom(function.module), Term::Atom(function.name), Term::Int(function.arity)];
                let parts =
                    [reference(id), from.into(), leader.into(), Term::tuple(function), Term::list(options)];
                (tuple(op::SPAWN_REQUEST, parts), Some(args))
            }
            Self::SpawnReply { id, to, flags, result } => {
                (tuple(op::SPAWN_REPLY, [reference(id), to.into(), Term::Int(flags), result]), None)
            }
        }
    }

    /// Reads a control term; `None` when it is none that we know, or lacks its payload.
    #[must_use]
    pub fn of_terms(control: &Term, payload: Option<Term>) -> Option<Self> {
        let [op, parts @ ..] = control.as_tuple()? else { return None };
        Some(match (op.as_int()?, parts) {
            // ANCHOR: cut_control
            (op::SEND, [_, to]) => Self::Send { to: pid(to)?, message: payload? },
            (op::REG_SEND, [from, _, name]) => {
                Self::RegSend { from: pid(from)?, name: name.as_atom()?, message: payload? }
            }
            // ANCHOR_END: cut_control => (op::SEND | op::REG_SEND, _) => todo!("control: read what `into_terms` writes"),
            (op::ALIAS_SEND, [from, alias]) => {
                Self::AliasSend { from: pid(from)?, alias: reference(alias)?, message: payload? }
            }
            (op::LINK, [from, to]) => Self::Link { from: pid(from)?, to: pid(to)? },
            (op::UNLINK_ID, [id, from, to]) => {
                Self::UnlinkId { id: id.clone(), from: pid(from)?, to: pid(to)? }
            }
            (op::UNLINK_ID_ACK, [id, from, to]) => {
                Self::UnlinkIdAck { id: id.clone(), from: pid(from)?, to: pid(to)? }
            }
            (op::EXIT, [from, to, reason]) => {
                Self::Exit { from: pid(from)?, to: pid(to)?, reason: reason.clone() }
            }
            (op::PAYLOAD_EXIT, [from, to]) => Self::Exit { from: pid(from)?, to: pid(to)?, reason: payload? },
            (op::EXIT2, [from, to, reason]) => {
                Self::Exit2 { from: pid(from)?, to: pid(to)?, reason: reason.clone() }
            }
            (op::PAYLOAD_EXIT2, [from, to]) => {
                Self::Exit2 { from: pid(from)?, to: pid(to)?, reason: payload? }
            }
            (op::MONITOR_P, [from, target, it]) => {
                Self::Monitor { from: pid(from)?, target: who(target)?, reference: reference(it)? }
            }
            (op::DEMONITOR_P, [from, target, it]) => {
                Self::Demonitor { from: pid(from)?, target: who(target)?, reference: reference(it)? }
            }
            (op::MONITOR_P_EXIT, [target, to, it, reason]) => Self::MonitorExit {
                target: who(target)?,
                to: pid(to)?,
                reference: reference(it)?,
                reason: reason.clone(),
            },
            (op::PAYLOAD_MONITOR_P_EXIT, [target, to, it]) => Self::MonitorExit {
                target: who(target)?,
                to: pid(to)?,
                reference: reference(it)?,
                reason: payload?,
            },
            (op::SPAWN_REQUEST, [id, from, leader, function, options]) => Self::SpawnRequest {
                id: reference(id)?,
                from: pid(from)?,
                leader: pid(leader)?,
                function: function_of(function)?,
                options: options.as_list()?.to_vec(),
                args: payload?,
            },
            (op::SPAWN_REPLY, [id, to, flags, result]) => Self::SpawnReply {
                id: reference(id)?,
                to: pid(to)?,
                flags: flags.as_int()?,
                result: result.clone(),
            },
            _ => return None,
        })
    }
}

impl From<Who> for Term {
    fn from(who: Who) -> Self {
        match who {
            Who::Process(process) => process.into(),
            Who::Name(name) => Self::Atom(name),
        }
    }
}

fn tuple<const N: usize>(op: i64, parts: [Term; N]) -> Term {
    let mut elements = Vec::with_capacity(N + 1);
    elements.push(Term::Int(op));
    elements.extend(parts);
    Term::tuple(elements)
}

/// What stands where older nodes put a cookie.
fn nothing() -> Term {
    Term::Atom(Atom::new(""))
}

pub(crate) fn pid(term: &Term) -> Option<Pid> {
    match term {
        Term::Pid(process) => Some(*process),
        _ => None,
    }
}

pub(crate) fn reference(term: &Term) -> Option<Reference> {
    match term {
        Term::Reference(reference) => Some(reference.clone()),
        _ => None,
    }
}

fn who(term: &Term) -> Option<Who> {
    pid(term).map(Who::Process).or_else(|| term.as_atom().map(Who::Name))
}

fn function_of(term: &Term) -> Option<Function> {
    match term.as_tuple()? {
        [module, name, arity] => {
            Some(Function { module: module.as_atom()?, name: name.as_atom()?, arity: arity.as_int()? })
        }
        _ => None,
    }
}
