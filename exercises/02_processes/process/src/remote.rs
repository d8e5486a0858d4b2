//! Signals to and from processes of other nodes. The kernel knows no network: it hands out what must leave, and
//! takes in what has arrived.
//!
//! Which node a pid belongs to is a number in it; what that number means is known to whoever carries the signals
//! (chapter `distribution`). Without such a carrier a process of another node is one that does not exist.
//!
//! Source: Erlang Reference Manual, "Processes", "Signals". Chapter: `processes`.

use std::panic::Location;
use std::sync::Arc;

use exit_signals::ExitReason;
use links::{Action as LinkAction, Event as LinkEvent};
use monitors::{Event as MonitorEvent, Target};
use trace::Kind;

use crate::message::Envelope;
use crate::signals::process_of;
use crate::system::{Node, System};
use crate::{Caller, Pid, Ref};

/// What one process sends another, when they live on different nodes.
#[derive(Debug)]
#[expect(missing_docs, reason = "the variants say who it is about")]
pub enum Signal {
    /// A message; its sender stands on the envelope.
    Send { to: Pid, message: Envelope },
    /// `from` has linked itself with `to`.
    Link { from: Pid, to: Pid },
    /// `from` has removed its link with `to`.
    Unlink { from: Pid, to: Pid },
    /// `from` has ended, and `to` was linked with it.
    LinkExit { from: Pid, to: Pid, reason: ExitReason },
    /// `exit/2`.
    Exit { from: Pid, to: Pid, reason: ExitReason },
    /// `from` watches `target`. On its way in, the target is a process.
    Monitor { from: Pid, target: Target<Pid>, reference: Ref },
    /// Whoever watched `target` under this reference does so no more.
    Demonitor { target: Target<Pid>, reference: Ref },
    /// What `to` watches under this reference has ended.
    Down { to: Pid, reference: Ref, reason: ExitReason },
}

/// Carries signals to other nodes.
pub trait Remote: Send + Sync {
    /// Takes a signal whose receiver lives on another node. It must not wait. Signals from one process to another
    /// arrive in the order in which they were given.
    fn carry(&self, signal: Signal);

    /// Takes what `from` answers to a request that came from [elsewhere](Caller::elsewhere). It must not wait.
    fn answer(&self, from: Pid, to: Caller, answer: Envelope);

    /// The name of the node of this number, for traces; 0 is this node. With it, `kv` of the node `a` reads `kv@a`.
    fn node_name(&self, node: u32) -> String;
}

impl System {
    /// From now on signals to processes of other nodes go to `remote`. Only the first that is set counts; `false`
    /// when there is one already.
    pub fn set_remote(&self, remote: Arc<dyn Remote>) -> bool {
        self.node.remote.set(remote).is_ok()
    }

    /// A signal has come from another node.
    pub fn arrive(&self, signal: Signal) {
        self.node.arrive(signal);
    }
}

impl Node {
    /// Hands a signal to whoever carries it, when the receiver is a process of another node.
    pub(crate) fn away(&self, to: Pid) -> Option<&Arc<dyn Remote>> {
        if to.is_local() { None } else { self.remote.get() }
    }

    /// A message to nobody here: perhaps there is somebody elsewhere.
    pub(crate) fn send_away(&self, to: Pid, message: Envelope) -> Result<(), Envelope> {
        let Some(remote) = self.away(to) else { return Err(message) };
        remote.carry(Signal::Send { to, message });
        Ok(())
    }

    /// `me` links itself with a process of another node.
    pub(crate) fn link_away(&self, remote: &Arc<dyn Remote>, me: Pid, peer: Pid) {
        let asked = LinkEvent::LinkAsked { peer };
        let actions = self.table.with(me, |gate| links::step(&mut gate.ties(me).links, asked));
        for action in actions.unwrap_or_default() {
            if let LinkAction::TellLinked { to } = action {
                remote.carry(Signal::Link { from: me, to });
            }
        }
    }

    /// `me` begins to watch something on another node.
    pub(crate) fn monitor_away(
        &self,
        remote: &Arc<dyn Remote>,
        me: Pid,
        reference: Ref,
        target: Target<Pid>,
    ) {
        let asked = MonitorEvent::MonitorAsked { reference, target: target.clone() };
        let actions = self.table.with(me, |gate| monitors::step(&mut gate.ties(me).monitors, asked));
        if actions.is_some() {
            remote.carry(Signal::Monitor { from: me, target, reference });
        }
    }

    /// Does to a process of this node what a signal from another one says.
    fn arrive(&self, signal: Signal) {
        match signal {
            Signal::Send { to, message } => drop(self.deliver(to, message)),
            Signal::Link { from, to } => self.link_arrived(from, to),
            Signal::Unlink { from, to } => {
                self.table.with(to, |gate| {
                    links::step(&mut gate.ties(to).links, LinkEvent::UnlinkArrived { from })
                });
            }
            Signal::LinkExit { from, to, reason } => {
                self.trace_exit_signal(from, to, &reason, None);
                self.exit_over_link(from, to, reason);
            }
            Signal::Exit { from, to, reason } => self.exit(from, to, reason, Location::caller()),
            Signal::Monitor { from, target, reference } => self.monitor_arrived(from, &target, reference),
            Signal::Demonitor { target, reference } => self.forget_watcher(&target, reference),
            Signal::Down { to, reference, reason } => self.down(to, reference, reason),
        }
    }

    fn link_arrived(&self, from: Pid, to: Pid) {
        let linked = self.table.with(to, |gate| {
            let alive = gate.is_alive();
            if alive {
                let _ = links::step(&mut gate.ties(to).links, LinkEvent::LinkArrived { from });
            }
            alive
        });
        if linked == Some(true) {
            self.tell(from, None, |node| Kind::Link { with: node.label(to) });
        } else {
            self.exit_over_link(to, from, ExitReason::NoProc);
        }
    }

    fn monitor_arrived(&self, from: Pid, target: &Target<Pid>, reference: Ref) {
        let arrived = MonitorEvent::MonitorArrived { reference, watcher: from };
        let watched = process_of(target).and_then(|process| {
            self.table.with(process, |gate| self.watched(process, gate, arrived)).filter(|alive| *alive)
        });
        if watched.is_none() {
            self.down_away(from, reference, ExitReason::NoProc);
        }
    }

    /// Tells a process of another node that what it watches has ended; `false` when it is one of ours.
    pub(crate) fn down_away(&self, to: Pid, reference: Ref, reason: ExitReason) -> bool {
        let Some(remote) = self.away(to) else { return false };
        remote.carry(Signal::Down { to, reference, reason });
        true
    }
}
