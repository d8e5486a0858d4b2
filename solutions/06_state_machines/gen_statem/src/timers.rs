//! Which time-outs run, and which are over already because they were set to zero.
//!
//! A ring is a message like others: it may lie in the mailbox while its time-out is being cancelled. So each timer that
//! is set has a number of its own, and a ring counts if its number is still known.
//!
//! Source: OTP, `gen_statem`, "Time-Outs". Chapter: `state_machines`.

use std::collections::VecDeque;
use std::time::Duration;

use crate::behaviour::{StateMachine, Timer};
use crate::words::{Order, TimerNumber};

// ANCHOR: timers
/// The time-outs of a machine.
///
/// Differs: in OTP 25, a time-out that takes the place of one that was set to zero and is not told yet is lost; here it
/// counts, as the manual says.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    running: Vec<(Timer, TimerNumber)>,
    /// Those that were set to zero, in this order. No clock knows them.
    over: VecDeque<Timer>,
    last: TimerNumber,
}
// ANCHOR_END: timers

impl Timers {
    // ANCHOR: start
    /// Sets a time-out, in the place of the one of the same kind.
    pub(crate) fn start<M: StateMachine>(&mut self, timer: Timer, after: Duration) -> Vec<Order<M>> {
        // ANCHOR: cut_timeouts
        let mut orders = self.cancel(timer);
        // ANCHOR_END: cut_timeouts => // TODO timeouts: the one of the same kind goes; a new number, noted in `running`, and an order for the clock
        // ANCHOR_END: cut_timeouts => let _ = (timer, after, &mut self.running, &mut self.last, Order::<M>::SetTimer);
        // ANCHOR_END: cut_timeouts => todo!("timeouts: set a time-out")
        // ANCHOR: cut_zero
        if after.is_zero() {
            self.over.push_back(timer);
            return orders;
        }
        // ANCHOR_END: cut_zero => // TODO zero: does a time-out of zero need a clock?
        // ANCHOR: cut_timeouts
        self.last += 1;
        self.running.push((timer, self.last));
        orders.push(Order::SetTimer(self.last, after));
        orders
        // ANCHOR_END: cut_timeouts =>
    }

    /// Cancels the time-out of this kind, if there is one.
    pub(crate) fn cancel<M: StateMachine>(&mut self, timer: Timer) -> Vec<Order<M>> {
        // ANCHOR: cut_zero
        self.over.retain(|over| *over != timer);
        // ANCHOR_END: cut_zero => // TODO zero: a time-out can be cancelled that is over already
        // ANCHOR: cut_timeouts
        let Some(at) = self.running.iter().position(|(running, _)| *running == timer) else {
            return Vec::new();
        };
        vec![Order::CancelTimer(self.running.remove(at).1)]
        // ANCHOR_END: cut_timeouts => // TODO timeouts: take it out of `running`; an order to stop its clock
        // ANCHOR_END: cut_timeouts => let _ = (timer, &self.running, Order::<M>::CancelTimer);
        // ANCHOR_END: cut_timeouts => Vec::new()
    }
    // ANCHOR_END: start

    // ANCHOR: rang
    /// The time-out that has come to its end with this ring; `None` if it was cancelled meanwhile.
    pub(crate) fn rang(&mut self, number: TimerNumber) -> Option<Timer> {
        // ANCHOR: cut_timeouts
        let at = self.running.iter().position(|(_, running)| *running == number)?;
        Some(self.running.remove(at).0)
        // ANCHOR_END: cut_timeouts => // TODO timeouts: whose number is it? It runs no more then
        // ANCHOR_END: cut_timeouts => let _ = (number, &mut self.running);
        // ANCHOR_END: cut_timeouts => todo!("timeouts: a timer has rung")
    }

    /// The next time-out that was set to zero.
    pub(crate) fn next_over(&mut self) -> Option<Timer> {
        self.over.pop_front()
    }
    // ANCHOR_END: rang

    /// All that are set, those that are over first.
    pub(crate) fn all(&self) -> impl Iterator<Item = Timer> {
        self.over.iter().copied().chain(self.running.iter().map(|(timer, _)| *timer))
    }
}
