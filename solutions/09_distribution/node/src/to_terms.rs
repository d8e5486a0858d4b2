//! Control messages as terms: a tuple with the number of the manual in front, and what is carried behind it.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Protocol between Connected Nodes". Chapter: `distribution`.

use term::{Atom, Term};

use crate::control::{Control, op};

impl Control {
    /// The control term, and the payload behind it.
    #[must_use]
    pub fn into_terms(self) -> (Term, Option<Term>) {
        let reference = Term::Reference;
        match self {
            // ANCHOR: sends
            // ANCHOR: cut_control
            Self::Send { to, message } => (tuple(op::SEND, [nothing(), to.into()]), Some(message)),
            Self::RegSend { from, name, message } => {
                (tuple(op::REG_SEND, [from.into(), nothing(), Term::Atom(name)]), Some(message))
            }
            // ANCHOR_END: cut_control => Self::Send { .. } | Self::RegSend { .. } => {
            // ANCHOR_END: cut_control =>     let _ = (op::SEND, op::REG_SEND, nothing, Term::Atom(Atom::new("name")));
            // ANCHOR_END: cut_control =>     todo!("control: a tuple with its number; what older nodes had a cookie for is `nothing()`")
            // ANCHOR_END: cut_control => }
            // ANCHOR_END: sends
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
