//! Signals between processes: messages, links, monitors, and the news of an end.
//!
//! The rules stand in the crates `links`, `monitors` and `exit_signals`. Here their actions are carried out, each
//! in the moment it is asked for: both ends of a link change under both locks.

use std::panic::Location;
use std::sync::Arc;

use exit_signals::{ExitReason, Via};
use links::{Action as LinkAction, Event as LinkEvent};
use monitors::{Action as MonitorAction, Event as MonitorEvent, Flush, Target};
use trace::Kind;

use crate::gate::Ties;
use crate::message::{Down, Envelope};
use crate::system::Node;
use crate::{Message, Pid, Ref};

type At = &'static Location<'static>;

impl Node {
    // ANCHOR: send
    /// Sends a message. To a process that has ended, it is dropped.
    pub(crate) fn send(&self, from: Pid, to: Pid, message: impl Message, at: At) {
        self.trace_send(from, to, &message, at);
        self.deliver(to, Envelope::new(from, message));
    }

    /// Puts an envelope into a queue and rings the bell; says whether there was somebody to take it.
    pub(crate) fn deliver(&self, to: Pid, envelope: Envelope) -> bool {
        let bell = self.table.with(to, |gate| gate.push(envelope));
        if let Some(Some(bell)) = bell {
            bell.wake();
            return true;
        }
        bell.is_some()
    }
    // ANCHOR_END: send

    // ANCHOR: link
    /// `me` links itself with `peer`.
    pub(crate) fn link(&self, me: Pid, peer: Pid, at: At) {
        if me == peer {
            return;
        }
        self.tell(me, Some(at), |node| Kind::Link { with: node.label(peer) });
        let alone = self.table.with_both(me, peer, |mine, theirs| {
            // ANCHOR: cut_links
            let actions = links::step(&mut mine.ties(me).links, LinkEvent::LinkAsked { peer });
            match theirs {
                Some(theirs) if !actions.is_empty() => {
                    let _ = links::step(&mut theirs.ties(peer).links, LinkEvent::LinkArrived { from: me });
                    None
                }
                Some(_) => None,
                None => actions.iter().find_map(|action| links::absent(peer, action)),
            }
            // ANCHOR_END: cut_links => // TODO links: step our side (`LinkAsked`); then theirs (`LinkArrived`), or, without a peer, what `links::absent` answers
            // ANCHOR_END: cut_links => let _ = (mine, theirs, links::absent::<Pid>);
            // ANCHOR_END: cut_links => todo!("links: change both ends, or say what nobody answers")
        });
        if let Some(Some(LinkEvent::ExitArrived { from, reason })) = alone {
            self.trace_exit_signal(from, me, &reason, None);
            self.exit_over_link(from, me, reason);
        }
    }
    // ANCHOR_END: link

    /// `me` removes its link with `peer`.
    pub(crate) fn unlink(&self, me: Pid, peer: Pid, at: At) {
        self.tell(me, Some(at), |node| Kind::Unlink { with: node.label(peer) });
        self.table.with_both(me, peer, |mine, theirs| {
            let actions = links::step(&mut mine.ties(me).links, LinkEvent::UnlinkAsked { peer });
            if let (Some(theirs), false) = (theirs, actions.is_empty()) {
                let _ = links::step(&mut theirs.ties(peer).links, LinkEvent::UnlinkArrived { from: me });
            }
        });
    }

    // ANCHOR: exit_over_link
    /// The process `from` has ended, and `to` was linked with it.
    fn exit_over_link(&self, from: Pid, to: Pid, reason: ExitReason) {
        let bell = self.table.with(to, |gate| {
            // ANCHOR: cut_links
            let ties = gate.existing_ties()?;
            match links::step(&mut ties.links, LinkEvent::ExitArrived { from, reason }).pop() {
                Some(LinkAction::Feel { from, reason }) => gate.feel(to, from, Via::Link, reason),
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

    // ANCHOR: monitor
    /// `me` begins to watch `target`.
    pub(crate) fn monitor(&self, me: Pid, reference: Ref, target: Target<Pid>, at: At) {
        self.tell(me, Some(at), |node| Kind::Monitor { of: node.target(&target) });
        let process = process_of(&target);
        if process == Some(me) {
            return; // who has ended reads no DOWN
        }
        // ANCHOR: cut_monitors
        let asked = MonitorEvent::MonitorAsked { reference, target };
        let actions = self.table.with(me, |gate| monitors::step(&mut gate.ties(me).monitors, asked));
        for action in actions.unwrap_or_default() {
            let arrived = process.is_some_and(|process| {
                let event = MonitorEvent::MonitorArrived { reference, watcher: me };
                self.table.with(process, |gate| self.watched(process, gate, event)).unwrap_or(false)
            });
            if let (false, Some(MonitorEvent::DownArrived { reference, reason })) =
                (arrived, monitors::absent(&action))
            {
                self.down(me, reference, reason);
            }
        }
        // ANCHOR_END: cut_monitors => // TODO monitors: step our side (`MonitorAsked`), then theirs with `self.watched`; without a target, `monitors::absent` says what to answer
        // ANCHOR_END: cut_monitors => let _ = (reference, Self::watched, monitors::absent::<Pid, Ref>);
        // ANCHOR_END: cut_monitors => todo!("monitors: both sides remember, or DOWN comes at once")
    }
    // ANCHOR_END: monitor

    /// Steps the side of the watched process; `false` when it is about to end and will not.
    fn watched(&self, process: Pid, gate: &mut crate::gate::Gate, event: MonitorEvent<Pid, Ref>) -> bool {
        let alive = gate.is_alive();
        if alive {
            let _ = monitors::step(&mut gate.ties(process).monitors, event);
        }
        alive
    }

    /// `me` stops watching. Says whether a `DOWN` in the mailbox must go.
    pub(crate) fn demonitor(&self, me: Pid, reference: Ref, flush: Flush, at: At) -> Flush {
        let actions = self.table.with(me, |gate| {
            let ties = gate.existing_ties();
            ties.map(|ties| {
                monitors::step(&mut ties.monitors, MonitorEvent::DemonitorAsked { reference, flush })
            })
        });
        let mut discard = Flush::No;
        for action in actions.flatten().unwrap_or_default() {
            match action {
                MonitorAction::TellDemonitored { target, reference } => {
                    self.tell(me, Some(at), |node| Kind::Demonitor { of: node.target(&target) });
                    self.forget_watcher(&target, reference);
                }
                MonitorAction::Discard { .. } => discard = Flush::Yes,
                _ => {}
            }
        }
        discard
    }

    /// The watched process need not remember this watcher any more.
    pub(crate) fn forget_watcher(&self, target: &Target<Pid>, reference: Ref) {
        let Some(process) = process_of(target) else { return };
        self.table.with(process, |gate| {
            let gone = MonitorEvent::DemonitorArrived { reference };
            gate.existing_ties().map(|ties| monitors::step(&mut ties.monitors, gone))
        });
    }

    // ANCHOR: down
    /// A process that `to` watches under this reference has ended.
    fn down(&self, to: Pid, reference: Ref, reason: ExitReason) {
        let delivered = self.table.with(to, |gate| {
            // ANCHOR: cut_monitors
            let arrived = MonitorEvent::DownArrived { reference, reason };
            match monitors::step(&mut gate.existing_ties()?.monitors, arrived).pop() {
                Some(MonitorAction::Deliver { reference, target, reason }) => {
                    let down = Down { reference, target, reason };
                    let from = process_of(&down.target).unwrap_or(Pid::OUTSIDE);
                    Some((down.clone(), gate.push(Envelope::new(from, down))))
                }
                _ => None,
            }
            // ANCHOR_END: cut_monitors => // TODO monitors: `DownArrived` on our side says whether it counts; then push a `Down` and hand it out with the bell
            // ANCHOR_END: cut_monitors => let _ = (&gate, reference, reason);
            // ANCHOR_END: cut_monitors => todo!("monitors: DOWN, once")
        });
        if let Some(Some((down, bell))) = delivered {
            self.trace_down(to, &down.target, &down.reason);
            if let Some(bell) = bell {
                bell.wake();
            }
        }
    }
    // ANCHOR_END: down

    // ANCHOR: the_end
    /// The process `me` has ended: frees its name and its timers, then tells those it was tied to.
    pub(crate) fn tell_the_end(&self, me: Pid, reason: &ExitReason, ties: Option<Box<Ties>>, named: bool) {
        // The name goes first: who hears of the end finds it free.
        if named {
            self.free_name(me);
        }
        self.clock.ended(me);
        let Some(mut ties) = ties else { return };
        for action in links::step(&mut ties.links, LinkEvent::Ended { reason: reason.clone() }) {
            if let LinkAction::SendExit { to, reason } = action {
                self.trace_exit_signal(me, to, &reason, None);
                self.exit_over_link(me, to, reason);
            }
        }
        for action in monitors::step(&mut ties.monitors, MonitorEvent::Ended { reason: reason.clone() }) {
            match action {
                MonitorAction::SendDown { to, reference, reason } => self.down(to, reference, reason),
                MonitorAction::TellDemonitored { target, reference } => {
                    self.forget_watcher(&target, reference)
                }
                _ => {}
            }
        }
        for joiner in ties.joiners {
            let _ = joiner.send(reason.clone()); // who asked may be gone
        }
    }
    // ANCHOR_END: the_end
}

/// The process behind what was given to `monitor`.
pub(crate) fn process_of(target: &Target<Pid>) -> Option<Pid> {
    match target {
        Target::Process(process) => Some(*process),
        Target::Name(_, process) => *process,
    }
}

/// A name as the monitor of a name remembers it.
pub(crate) fn named_target(name: &str, process: Option<Pid>) -> Target<Pid> {
    Target::Name(Arc::from(name), process)
}
