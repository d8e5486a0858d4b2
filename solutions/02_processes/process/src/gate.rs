//! What other processes can reach of a process: its queue, its flags and its ties, under one lock.
//!
//! A signal takes effect here in the moment it is sent, in the order it was sent. That is one of the orders the
//! BEAM allows: signals from one process to another never overtake each other.

use std::collections::VecDeque;
use std::task::Waker;

use exit_signals::{Effect, ExitReason, Sender, TrapExit, Via, effect};
use links::Links;
use monitors::Monitors;
use tokio::sync::oneshot;

use crate::message::{Envelope, Exit};
use crate::{Pid, Ref};

// ANCHOR: gate
/// One process as the others see it.
pub(crate) struct Gate {
    /// Which of the processes that used this slot it belongs to.
    pub(crate) serial: u32,
    pub(crate) phase: Phase,
    /// Messages that the owner has not taken over yet. It costs nothing until the first one arrives.
    pub(crate) queue: VecDeque<Envelope>,
    /// Whom to wake for the next message: the receive that waits.
    pub(crate) bell: Option<Waker>,
    /// Whom to wake to end: the process itself, whatever it waits for.
    pub(crate) task: Option<Waker>,
    pub(crate) trap_exit: TrapExit,
    /// Whether the process has ever had a name.
    pub(crate) named: bool,
    pub(crate) ties: Option<Box<Ties>>,
}

// ANCHOR: phase
/// How far a process has come.
pub(crate) enum Phase {
    Alive,
    /// An exit signal has decided; the future is dropped at its next await.
    Stopping(ExitReason),
    Ended(ExitReason),
}

/// What binds a process to others. Most processes have none, so it is made when it is needed.
pub(crate) struct Ties {
    pub(crate) links: Links<Pid>,
    pub(crate) monitors: Monitors<Pid, Ref>,
    pub(crate) joiners: Vec<oneshot::Sender<ExitReason>>,
    /// What must be done before anybody hears of the end.
    pub(crate) at_exit: Vec<AtExit>,
}
// ANCHOR_END: phase
// ANCHOR_END: gate

/// What somebody does at the end of a process.
pub(crate) type AtExit = Box<dyn FnOnce() + Send>;

impl Gate {
    /// The gate of a slot that nobody has used yet.
    pub(crate) fn unused() -> Self {
        Self {
            serial: 0,
            phase: Phase::Ended(ExitReason::NoProc),
            queue: VecDeque::new(),
            bell: None,
            task: None,
            trap_exit: TrapExit::No,
            named: false,
            ties: None,
        }
    }

    pub(crate) fn is_alive(&self) -> bool {
        matches!(self.phase, Phase::Alive)
    }

    /// The ties of the process `me`, which owns this gate.
    pub(crate) fn ties(&mut self, me: Pid) -> &mut Ties {
        self.ties.get_or_insert_with(|| {
            let (links, monitors) = (Links::new(me), Monitors::new());
            Box::new(Ties { links, monitors, joiners: Vec::new(), at_exit: Vec::new() })
        })
    }

    /// The ties, if there are any.
    pub(crate) fn existing_ties(&mut self) -> Option<&mut Ties> {
        self.ties.as_deref_mut()
    }

    pub(crate) fn take_ties(&mut self) -> Option<Box<Ties>> {
        self.ties.take()
    }

    // ANCHOR: push
    /// Puts a message at the end of the queue. The caller rings the bell, outside the lock.
    #[must_use]
    pub(crate) fn push(&mut self, envelope: Envelope) -> Option<Waker> {
        // ANCHOR: cut_spawn
        self.queue.push_back(envelope);
        self.bell.take()
        // ANCHOR_END: cut_spawn => let _ = envelope;
        // ANCHOR_END: cut_spawn => todo!("spawn: put the message at the end of the queue, hand out the bell")
    }
    // ANCHOR_END: push

    // ANCHOR: take_over
    /// The owner takes over everything that has arrived in one go: its `batch` is empty. When there is nothing,
    /// the next message rings `bell`.
    pub(crate) fn take_over(&mut self, batch: &mut VecDeque<Envelope>, bell: Option<&Waker>) {
        // ANCHOR: cut_receive
        std::mem::swap(&mut self.queue, batch);
        if batch.is_empty() {
            self.bell = bell.cloned();
        }
        // ANCHOR_END: cut_receive => let _ = (batch, bell);
        // ANCHOR_END: cut_receive => todo!("receive: exchange the queue for the empty batch; leave the bell when nothing has come")
    }
    // ANCHOR_END: take_over

    // ANCHOR: feel
    /// An exit signal arrives. What it does is decided in one place: `exit_signals::effect`.
    #[must_use]
    pub(crate) fn feel(&mut self, me: Pid, from: Pid, via: Via, reason: ExitReason) -> Option<Waker> {
        // ANCHOR: cut_exit
        let sender = if from == me { Sender::Myself } else { Sender::Other };
        match effect(via, sender, &reason, self.trap_exit) {
            Effect::Ignore => None,
            Effect::Deliver => self.push(Envelope::new(from, Exit { from, reason })),
            Effect::Die(reason) => self.stop(reason),
        }
        // ANCHOR_END: cut_exit => let _ = (me, from, via, reason, Sender::Myself);
        // ANCHOR_END: cut_exit => todo!("exit: ask `effect`, then do nothing, push an `Exit`, or stop")
    }

    // ANCHOR_END: feel

    // ANCHOR: stop
    /// The process must end, at its next await. The first reason stays.
    #[must_use]
    pub(crate) fn stop(&mut self, reason: ExitReason) -> Option<Waker> {
        // ANCHOR: cut_exit
        if self.is_alive() {
            self.phase = Phase::Stopping(reason);
        }
        self.task.clone()
        // ANCHOR_END: cut_exit => let _ = reason;
        // ANCHOR_END: cut_exit => todo!("exit: note the reason, once, and hand out the waker of the task")
    }
    // ANCHOR_END: stop
}
