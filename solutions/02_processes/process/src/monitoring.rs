//! Monitors in the kernel. The rules stand in the crate `monitors`; here each side is stepped under its own lock.

use std::panic::Location;
use std::task::Waker;

use exit_signals::ExitReason;
use monitors::{Action, Event, Flush, Target};
use trace::Kind;

use crate::gate::Gate;
use crate::message::{Down, Envelope};
use crate::remote::Signal;
use crate::signals::process_of;
use crate::system::Node;
use crate::{Pid, Ref};

impl Node {
    // ANCHOR: monitor
    /// `me` begins to watch `target`.
    pub(crate) fn monitor(
        &self,
        me: Pid,
        reference: Ref,
        target: Target<Pid>,
        at: &'static Location<'static>,
    ) {
        self.tell(me, Some(at), |node| Kind::Monitor { of: node.target(&target) });
        let process = process_of(&target);
        if process == Some(me) {
            return; // who has ended reads no DOWN
        }
        if let Some(remote) = process.and_then(|process| self.away(process)) {
            return self.monitor_away(remote, me, reference, target);
        }
        // ANCHOR: cut_monitors
        let asked = Event::MonitorAsked { reference, target };
        let actions = self.table.with(me, |gate| monitors::step(&mut gate.ties(me).monitors, asked));
        for action in actions.unwrap_or_default() {
            let arrived = process.is_some_and(|process| {
                let event = Event::MonitorArrived { reference, watcher: me };
                self.table.with(process, |gate| self.watched(process, gate, event)).unwrap_or(false)
            });
            if let (false, Some(Event::DownArrived { reference, reason })) =
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
    pub(crate) fn watched(&self, process: Pid, gate: &mut Gate, event: Event<Pid, Ref>) -> bool {
        let alive = gate.is_alive();
        if alive {
            let _ = monitors::step(&mut gate.ties(process).monitors, event);
        }
        alive
    }

    /// `me` stops watching. Says whether a `DOWN` in the mailbox must go.
    pub(crate) fn demonitor(
        &self,
        me: Pid,
        reference: Ref,
        flush: Flush,
        at: &'static Location<'static>,
    ) -> Flush {
        let actions = self.table.with(me, |gate| {
            let ties = gate.existing_ties();
            ties.map(|ties| monitors::step(&mut ties.monitors, Event::DemonitorAsked { reference, flush }))
        });
        let mut discard = Flush::No;
        for action in actions.flatten().unwrap_or_default() {
            match action {
                Action::TellDemonitored { target, reference } => {
                    self.tell(me, Some(at), |node| Kind::Demonitor { of: node.target(&target) });
                    self.forget_watcher(&target, reference);
                }
                Action::Discard { .. } => discard = Flush::Yes,
                _ => {}
            }
        }
        discard
    }

    /// The watched process need not remember this watcher any more.
    pub(crate) fn forget_watcher(&self, target: &Target<Pid>, reference: Ref) {
        let Some(process) = process_of(target) else { return };
        if let Some(remote) = self.away(process) {
            return remote.carry(Signal::Demonitor { target: target.clone(), reference });
        }
        self.table.with(process, |gate| {
            let gone = Event::DemonitorArrived { reference };
            gate.existing_ties().map(|ties| monitors::step(&mut ties.monitors, gone))
        });
    }

    // ANCHOR: down
    /// A process that `to` watches under this reference has ended.
    pub(crate) fn down(&self, to: Pid, reference: Ref, reason: ExitReason) {
        let delivered = self.table.with(to, |gate| -> Option<(Down, Option<Waker>)> {
            // ANCHOR: cut_monitors
            let arrived = Event::DownArrived { reference, reason };
            match monitors::step(&mut gate.existing_ties()?.monitors, arrived).pop() {
                Some(Action::Deliver { reference, target, reason }) => {
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
}
