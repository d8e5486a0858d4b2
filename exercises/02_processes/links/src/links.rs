//! One process's end of its links, as a pure core: facts go in, orders come out.
//!
//! A link is symmetric. Each end keeps the other in a set, so linking twice is one link. When a process ends,
//! each linked one gets an exit signal; a signal over a link that is no longer there is dropped.
//!
//! Left out: what two nodes must say to each other when an unlink and a link cross on the wire.
//! Source: Erlang Reference Manual, "Processes", "Links". Chapter: `processes`.

use std::collections::BTreeSet;

use exit_signals::ExitReason;

/// The links of one process `me`.
#[derive(Clone, Debug)]
pub struct Links<P> {
    me: P,
    peers: BTreeSet<P>,
}

/// What has happened, seen from the process that owns the links.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say who it is about")]
pub enum Event<P> {
    /// The owner called `link(peer)`.
    LinkAsked { peer: P },
    /// The other end told us that it has linked itself with the owner.
    LinkArrived { from: P },
    /// The owner called `unlink(peer)`.
    UnlinkAsked { peer: P },
    /// The other end told us that it has removed the link.
    UnlinkArrived { from: P },
    /// An exit signal came over a link: the process at the other end has ended.
    ExitArrived { from: P, reason: ExitReason },
    /// The owner has ended.
    Ended { reason: ExitReason },
}

/// What the kernel must do now, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say whom it goes to")]
pub enum Action<P> {
    /// Tell `to` that it is linked with the owner.
    TellLinked { to: P },
    /// Tell `to` that the link with the owner is gone.
    TellUnlinked { to: P },
    /// Send an exit signal to `to`.
    SendExit { to: P, reason: ExitReason },
    /// The signal counts: let the owner feel it, by the rule of `exit_signals`.
    Feel { from: P, reason: ExitReason },
}

impl<P: Copy + Ord> Links<P> {
    /// No links.
    #[must_use]
    pub fn new(me: P) -> Self {
        Self { me, peers: BTreeSet::new() }
    }

    /// The linked processes, in order.
    pub fn peers(&self) -> impl Iterator<Item = P> + '_ {
        self.peers.iter().copied()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.peers.is_empty()
    }
}

/// Takes one event and says what follows from it.
#[must_use]
pub fn step<P: Copy + Ord>(links: &mut Links<P>, event: Event<P>) -> Vec<Action<P>> {
    match event {
        Event::LinkAsked { peer } => {
            let _ = (links.me, peer);
            todo!("link: remember the other end, and tell it when it is new")
        }
        Event::LinkArrived { from } => {
            let _ = from;
            todo!("link: the other end has linked itself with us")
        }
        Event::UnlinkAsked { peer } => {
            let _ = peer;
            todo!("unlink: forget the other end, and let it forget us")
        }
        Event::UnlinkArrived { from } => {
            let _ = from;
            todo!("unlink: the other end has forgotten us")
        }
        Event::ExitArrived { from, reason } => {
            let _ = (from, reason);
            todo!("signal: does this signal still count?")
        }
        Event::Ended { reason } => {
            let _ = reason;
            todo!("exit: whom does an end concern, and what do they hear?")
        }
    }
}

/// What `nobody`, a process that does not exist (any more), answers to an action meant for it.
#[must_use]
pub fn absent<P: Copy + Ord>(nobody: P, action: &Action<P>) -> Option<Event<P>> {
    let _ = (nobody, action);
    todo!("noproc: who links himself with nobody hears something; all the rest is silence")
}
