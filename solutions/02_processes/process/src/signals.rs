//! Signals between processes: messages, and the news of an end.
//!
//! Whoever hears of an end finds everything free that the process had: its name, its timers, its place.

use std::panic::Location;
use std::sync::Arc;

use exit_signals::ExitReason;
use links::{Action as LinkAction, Event as LinkEvent};
use monitors::{Action as MonitorAction, Event as MonitorEvent, Target};

use crate::gate::Ties;
use crate::message::Envelope;
use crate::system::Node;
use crate::{Message, Pid};

type At = &'static Location<'static>;

impl Node {
    // ANCHOR: send
    /// Sends a message. To a process that has ended, it is dropped.
    pub(crate) fn send(&self, from: Pid, to: Pid, message: impl Message, at: At) {
        self.trace_send(from, to, &message, at);
        let _ = self.deliver(to, Envelope::new(from, message));
    }

    /// Puts an envelope into a queue and rings the bell; hands it back when there is nobody to take it.
    pub(crate) fn deliver(&self, to: Pid, envelope: Envelope) -> Result<(), Envelope> {
        // A message may own anything: it must not be dropped under the lock of the gate.
        let mut envelope = Some(envelope);
        let bell = self.table.with(to, |gate| envelope.take().and_then(|envelope| gate.push(envelope)));
        if let Some(bell) = bell.flatten() {
            bell.wake();
        }
        envelope.map_or(Ok(()), |envelope| self.send_away(to, envelope))
    }
    // ANCHOR_END: send

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
                MonitorAction::SendDown { to, reference, reason } => {
                    let told = self.down_away(to, reference, reason.clone())
                        || self.call_ended(to, reference, me, &reason);
                    if !told {
                        self.down(to, reference, reason);
                    }
                }
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
