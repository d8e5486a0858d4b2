//! What leaves: signals of the kernel become control messages.
//!
//! Chapter: `distribution`.

use std::sync::{Arc, Weak};

use monitors::Target;
use process::{Caller, Envelope, Pid, Remote, Signal};
use term::{Atom, Reference, Term};

use crate::asked::Asked;
use crate::connection::Connection;
use crate::control::{Control, Who};
use crate::ending;
use crate::inner::Inner;
use crate::state::Parcel;

/// The kernel's door to other nodes. Weak: the system holds it, and the node holds the system.
pub(crate) struct Carrier {
    pub(crate) node: Weak<Inner>,
    pub(crate) own: etf::Node,
}

impl Remote for Carrier {
    fn carry(&self, signal: Signal) {
        let Some(node) = self.node.upgrade() else { return };
        let peer = node.name_of(goes_to(&signal).node());
        node.send(peer, Parcel::Signal(signal));
    }

    fn answer(&self, from: Pid, to: Caller, answer: Envelope) {
        let Some(node) = self.node.upgrade() else { return };
        let taken = node.calls().answer(to.reference()); // nobody, when the caller is gone
        if let Some(taken) = taken
            && let Some(answer) = (taken.encode)(answer)
        {
            node.answer_asked(from, &taken.asked, answer);
        }
    }

    fn node_name(&self, node: u32) -> String {
        let name = etf::Node::of_number(node, self.own).name.text();
        name.split('@').next().unwrap_or(name).to_owned()
    }
}

/// Whose node it is for.
fn goes_to(signal: &Signal) -> Pid {
    match signal {
        Signal::Send { to, .. }
        | Signal::Link { to, .. }
        | Signal::Unlink { to, .. }
        | Signal::LinkExit { to, .. }
        | Signal::Exit { to, .. }
        | Signal::Down { to, .. } => *to,
        Signal::Monitor { target, .. } | Signal::Demonitor { target, .. } => match target {
            Target::Process(process) | Target::Name(_, Some(process)) => *process,
            Target::Name(_, None) => Pid::OUTSIDE,
        },
    }
}

impl Inner {
    /// Sends over the connection with a node, which is made if there is none.
    pub(crate) fn send(self: &Arc<Self>, peer: Atom, parcel: Parcel) {
        match self.connection(peer) {
            Some(connection) => self.put(&connection, parcel),
            None if parcel.needs_a_connection() => self.send_later(peer, parcel),
            None => {} // whom it concerns has heard `noconnection`
        }
    }

    /// Sends over a connection that stands.
    pub(crate) fn put(&self, connection: &Connection, parcel: Parcel) {
        match parcel {
            Parcel::Signal(signal) => self.post(connection, signal),
            Parcel::Control(control) => connection.send(control),
        }
    }

    /// Sends a signal over a connection that stands, and notes what it ties.
    fn post(&self, connection: &Connection, signal: Signal) {
        match signal {
            Signal::Send { to, message } => match message.open::<Term>() {
                Ok(message) => connection.send(Control::Send { to, message }),
                Err(message) => {
                    (self.options.log)(&format!("only a Term can leave this node, not {message:?}"));
                }
            },
            Signal::Link { from, to } => connection.send_with(|ties| {
                ties.linked(from, to);
                Some(Control::Link { from, to })
            }),
            Signal::Unlink { from, to } => connection.send_with(|ties| {
                ties.unlinked(from, to);
                let id = self.system.make_ref().number().max(1);
                Some(Control::UnlinkId { id: Term::from(id), from, to })
            }),
            Signal::LinkExit { from, to, reason } => connection.send_with(|ties| {
                ties.unlinked(from, to);
                Some(Control::Exit { from, to, reason: ending::to_term(&reason) })
            }),
            Signal::Exit { from, to, reason } => {
                connection.send(Control::Exit2 { from, to, reason: ending::to_term(&reason) });
            }
            Signal::Monitor { from, target, reference } => connection.send_with(|ties| {
                ties.watches(from, reference);
                Some(Control::Monitor { from, target: who(&target), reference: reference.into() })
            }),
            Signal::Demonitor { target, reference } => connection.send_with(|ties| {
                let from = ties.watches_no_more(reference)?;
                Some(Control::Demonitor { from, target: who(&target), reference: reference.into() })
            }),
            Signal::Down { to, reference, reason } => connection.send_with(|ties| {
                let watched = ties.is_watched_no_more(reference)?;
                self.calls().forget(&watched.reference);
                let reason = watched.last_words.clone().unwrap_or_else(|| ending::to_term(&reason));
                Some(Control::MonitorExit { target: watched.who(), to, reference: watched.reference, reason })
            }),
        }
    }
}

/// The message that answers a request of another node.
fn answer_to(asked: &Asked, from: Pid, answer: Term) -> Control {
    let message = asked.answer(answer);
    match asked.alias() {
        Some(alias) => Control::AliasSend { from, alias: Reference::clone(alias), message },
        None => Control::Send { to: asked.pid, message },
    }
}

fn who(target: &Target<Pid>) -> Who {
    match target {
        Target::Process(process) => Who::Process(*process),
        Target::Name(name, _) => Who::Name(Atom::new(name)),
    }
}

/// Whether the process lives here.
pub(crate) fn is_here(process: Pid) -> bool {
    process.node() == 0
}

impl Inner {
    /// Answers, wherever the caller is.
    pub(crate) fn answer_asked(self: &Arc<Self>, from: Pid, asked: &Asked, answer: Term) {
        if is_here(asked.pid) {
            return self.deliver_answer(asked, answer);
        }
        let peer = self.name_of(asked.pid.node());
        if let Some(connection) = self.connection(peer) {
            connection.send(answer_to(asked, from, answer));
        }
    }

    /// The caller is a process of this node.
    fn deliver_answer(&self, asked: &Asked, answer: Term) {
        let waits = match asked.alias().and_then(Reference::local) {
            Some(alias) => self.calls().answered(alias),
            None => Some(asked.pid),
        };
        if let Some(process) = waits {
            self.system.send(process, asked.answer(answer));
        }
    }
}
