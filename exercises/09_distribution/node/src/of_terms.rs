//! Control messages read: whatever has come is a term of a stranger, and may be anything.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Protocol between Connected Nodes". Chapter: `distribution`.

use term::Term;

use crate::control::{Control, Function, Who, op};

impl Control {
    /// Reads a control term; `None` when it is none that we know, or lacks its payload.
    #[must_use]
    pub fn of_terms(control: &Term, payload: Option<Term>) -> Option<Self> {
        let [op, parts @ ..] = control.as_tuple()? else { return None };
        Some(match (op.as_int()?, parts) {
            (op::SEND | op::REG_SEND, _) => todo!("control: read what `into_terms` writes"),
            (op::ALIAS_SEND, [from, alias]) => Self::AliasSend {
                from: from.as_pid()?,
                alias: alias.as_reference()?.clone(),
                message: payload?,
            },
            (op::LINK, [from, to]) => Self::Link { from: from.as_pid()?, to: to.as_pid()? },
            (op::UNLINK_ID, [id, from, to]) => {
                Self::UnlinkId { id: id.clone(), from: from.as_pid()?, to: to.as_pid()? }
            }
            (op::UNLINK_ID_ACK, [id, from, to]) => {
                Self::UnlinkIdAck { id: id.clone(), from: from.as_pid()?, to: to.as_pid()? }
            }
            (op::EXIT, [from, to, reason]) => {
                Self::Exit { from: from.as_pid()?, to: to.as_pid()?, reason: reason.clone() }
            }
            (op::PAYLOAD_EXIT, [from, to]) => {
                Self::Exit { from: from.as_pid()?, to: to.as_pid()?, reason: payload? }
            }
            (op::EXIT2, [from, to, reason]) => {
                Self::Exit2 { from: from.as_pid()?, to: to.as_pid()?, reason: reason.clone() }
            }
            (op::PAYLOAD_EXIT2, [from, to]) => {
                Self::Exit2 { from: from.as_pid()?, to: to.as_pid()?, reason: payload? }
            }
            (op::MONITOR_P, [from, target, it]) => Self::Monitor {
                from: from.as_pid()?,
                target: who(target)?,
                reference: it.as_reference()?.clone(),
            },
            (op::DEMONITOR_P, [from, target, it]) => Self::Demonitor {
                from: from.as_pid()?,
                target: who(target)?,
                reference: it.as_reference()?.clone(),
            },
            (op::MONITOR_P_EXIT, [target, to, it, reason]) => Self::MonitorExit {
                target: who(target)?,
                to: to.as_pid()?,
                reference: it.as_reference()?.clone(),
                reason: reason.clone(),
            },
            (op::PAYLOAD_MONITOR_P_EXIT, [target, to, it]) => Self::MonitorExit {
                target: who(target)?,
                to: to.as_pid()?,
                reference: it.as_reference()?.clone(),
                reason: payload?,
            },
            (op::SPAWN_REQUEST, [id, from, leader, function, options]) => Self::SpawnRequest {
                id: id.as_reference()?.clone(),
                from: from.as_pid()?,
                leader: leader.as_pid()?,
                function: function_of(function)?,
                options: options.as_list()?.to_vec(),
                args: payload?,
            },
            (op::SPAWN_REPLY, [id, to, flags, result]) => Self::SpawnReply {
                id: id.as_reference()?.clone(),
                to: to.as_pid()?,
                flags: flags.as_int()?,
                result: result.clone(),
            },
            _ => return None,
        })
    }
}

fn who(term: &Term) -> Option<Who> {
    term.as_pid().map(Who::Process).or_else(|| term.as_atom().map(Who::Name))
}

fn function_of(term: &Term) -> Option<Function> {
    match term.as_tuple()? {
        [module, name, arity] => {
            Some(Function { module: module.as_atom()?, name: name.as_atom()?, arity: arity.as_int()? })
        }
        _ => None,
    }
}
