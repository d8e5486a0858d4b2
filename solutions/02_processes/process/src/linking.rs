//! Links in the kernel. The rules stand in the crate `links`; here both ends change in one moment, under both locks.

use std::panic::Location;
use std::task::Waker;

use exit_signals::{ExitReason, Via};
use links::{Action, Event};
use trace::Kind;

use crate::Pid;
use crate::remote::Signal;
use crate::system::Node;

impl Node {
    // ANCHOR: link
    /// `me` links itself with `peer`.
    pub(crate) fn link(&self, me: Pid, peer: Pid, at: &'static Location<'static>) {
        if me == peer {
            return;
        }
        self.tell(me, Some(at), |node| Kind::Link { with: node.label(peer) });
        if let Some(remote) = self.away(peer) {
            return self.link_away(remote, me, peer);
        }
        let alone = self.table.with_both(me, peer, |mine, theirs| -> Option<Event<Pid>> {
            // ANCHOR: cut_links
            let actions = links::step(&mut mine.ties(me).links, Event::LinkAsked { peer });
            match theirs {
                Some(theirs) if !actions.is_empty() => {
                    let _ = links::step(&mut theirs.ties(peer).links, Event::LinkArrived { from: me });
                    None
                }
                Some(_) => None,
                None => actions.iter().find_map(|action| links::absent(peer, action)),
            }
            // ANCHOR_END: cut_links => // TODO links: step our side (`LinkAsked`); then theirs (`LinkArrived`), or, without a peer, what `links::absent` answers
            // ANCHOR_END: cut_links => let _ = (mine, theirs, links::absent::<Pid>);
            // ANCHOR_END: cut_links => todo!("links: change both ends, or say what nobody answers")
        });
        if let Some(Some(Event::ExitArrived { from, reason })) = alone {
            self.trace_exit_signal(from, me, &reason, None);
            self.exit_over_link(from, me, reason);
        }
    }
    // ANCHOR_END: link

    /// `me` removes its link with `peer`.
    pub(crate) fn unlink(&self, me: Pid, peer: Pid, at: &'static Location<'static>) {
        self.tell(me, Some(at), |node| Kind::Unlink { with: node.label(peer) });
        let unlinked = self.table.with_both(me, peer, |mine, theirs| {
            let actions = links::step(&mut mine.ties(me).links, Event::UnlinkAsked { peer });
            if let (Some(theirs), false) = (theirs, actions.is_empty()) {
                let _ = links::step(&mut theirs.ties(peer).links, Event::UnlinkArrived { from: me });
            }
            !actions.is_empty()
        });
        if let (Some(true), Some(remote)) = (unlinked, self.away(peer)) {
            remote.carry(Signal::Unlink { from: me, to: peer });
        }
    }

    // ANCHOR: exit_over_link
    /// The process `from` has ended, and `to` was linked with it.
    pub(crate) fn exit_over_link(&self, from: Pid, to: Pid, reason: ExitReason) {
        if let Some(remote) = self.away(to) {
            return remote.carry(Signal::LinkExit { from, to, reason });
        }
        let bell = self.table.with(to, |gate| -> Option<Waker> {
            // ANCHOR: cut_links
            let ties = gate.existing_ties()?;
            match links::step(&mut ties.links, Event::ExitArrived { from, reason }).pop() {
                Some(Action::Feel { from, reason }) => gate.feel(to, from, Via::Link, reason),
                _ => None,
            }
            // ANCHOR_END: cut_links => // TODO links: does the signal count (`ExitArrived`)? then let `gate.feel` decide what it does
            // ANCHOR_END: cut_links => let _ = (gate, from, reason, Via::Link);
            // ANCHOR_END: cut_links => todo!("links: an exit signal arrives over a link")
        });
        if let Some(bell) = bell.flatten() {
            bell.wake();
        }
    }
    // ANCHOR_END: exit_over_link
}
