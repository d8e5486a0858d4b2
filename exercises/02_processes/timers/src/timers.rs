//! A queue of timers on one clock. The clock is passed in, so that an hour can pass at once.
//!
//! What is due fires in the order of the deadlines, equal deadlines in the order they were started. A timer can
//! be cancelled or read until it fires; afterwards both answer `None`. Timers that would send to a process that
//! has ended are dropped.
//!
//! Differs: the BEAM promises no order for equal deadlines. Ours is fixed, so that a run repeats.
//! Source: `erlang:send_after/3`, `erlang:cancel_timer/1`, `erlang:read_timer/1`. Chapter: `processes`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Timers that will send a message `M` to a process `P`. Times count from the start of the clock.
#[derive(Clone, Debug)]
pub struct Timers<P, M> {
    next: u64,
    /// What fires when: the first entry is the next one.
    queue: BTreeMap<(Duration, TimerId), Due<P, M>>,
    /// When each of them fires, to find it by its id.
    deadlines: BTreeMap<TimerId, Duration>,
    /// The timers of each process.
    by_process: BTreeMap<P, BTreeSet<TimerId>>,
}

/// Names one timer. Later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimerId(u64);

/// What a timer does when it fires.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a message and its receiver")]
pub struct Due<P, M> {
    pub timer: TimerId,
    pub to: P,
    pub message: M,
}

impl<P: Clone + Ord, M> Timers<P, M> {
    /// No timers.
    #[must_use]
    pub fn new() -> Self {
        Self { next: 1, queue: BTreeMap::new(), deadlines: BTreeMap::new(), by_process: BTreeMap::new() }
    }

    /// Starts a timer at `now` that sends `message` to `to` when `after` has passed.
    pub fn start(&mut self, now: Duration, after: Duration, to: P, message: M) -> TimerId {
        let timer = TimerId(self.next);
        self.next += 1;
        let _ = (now, after, to, message);
        todo!("start: put it into the queue, and where it can be found by id and by process")
    }

    /// When the next timer fires; `None` when there is none.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        todo!("start: when is the first entry due?")
    }

    /// Takes out everything that is due at `now`, in the order in which it must be sent.
    #[must_use]
    pub fn step(&mut self, now: Duration) -> Vec<Due<P, M>> {
        // TODO step: the first entry, as long as it is due; `self.forget` removes what else we know of it
        let _ = (now, Self::forget);
        todo!("step: what is due now, oldest deadline first?")
    }

    /// Stops a timer and says how much time it had left; `None` when it has fired or was never there.
    pub fn cancel(&mut self, timer: TimerId, now: Duration) -> Option<Duration> {
        let _ = (timer, now);
        todo!("cancel: take it out everywhere; how much time was left?")
    }

    /// How much time a timer has left; `None` when it has fired, was cancelled or was never there.
    #[must_use]
    pub fn read(&self, timer: TimerId, now: Duration) -> Option<Duration> {
        let _ = (timer, now);
        todo!("cancel: look at the time left, and change nothing")
    }

    /// The process has ended: drops its timers.
    pub fn ended(&mut self, process: &P) {
        let _ = process;
        todo!("ended: a timer of the dead must not fire, nor keep anybody awake")
    }

    /// How many timers are set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether no timer is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Removes a timer that has left the queue from the two indexes.
    fn forget(&mut self, timer: TimerId, of: &P) {
        self.deadlines.remove(&timer);
        if let Some(timers) = self.by_process.get_mut(of) {
            timers.remove(&timer);
            if timers.is_empty() {
                self.by_process.remove(of);
            }
        }
    }
}

impl<P: Clone + Ord, M> Default for Timers<P, M> {
    fn default() -> Self {
        Self::new()
    }
}
