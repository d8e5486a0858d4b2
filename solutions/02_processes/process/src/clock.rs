//! Timers in the kernel: one queue for the whole system, and one task that sleeps until the next is due.
//!
//! The task starts with the first timer. It waits for nothing while no timer is set, so a system in which nobody
//! can run and no timer is set stands still, and the checks can see that.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use timers::{TimerId, Timers};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::Pid;
use crate::message::Envelope;
use crate::system::{Node, System};

/// Where a timer sends: to a process, or to whoever has the name when it fires.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the two kinds of address")]
pub enum Dest {
    Process(Pid),
    Name(Arc<str>),
}

impl From<Pid> for Dest {
    fn from(process: Pid) -> Self {
        Self::Process(process)
    }
}

impl From<&str> for Dest {
    fn from(name: &str) -> Self {
        Self::Name(name.into())
    }
}

/// Makes the message when the timer fires.
pub(crate) type Later = Box<dyn FnOnce(TimerId) -> Envelope + Send>;

pub(crate) struct Clock {
    start: OnceLock<Instant>,
    timers: Mutex<Timers<Dest, Later>>,
    /// How many timers are set, to see without the lock whether an end concerns any.
    set: AtomicUsize,
    changed: Arc<Notify>,
    running: AtomicBool,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Self {
            start: OnceLock::new(),
            timers: Mutex::default(),
            set: AtomicUsize::new(0),
            changed: Arc::default(),
            running: AtomicBool::new(false),
        }
    }

    /// Time since the clock was first looked at.
    fn now(&self) -> Duration {
        self.start.get_or_init(Instant::now).elapsed()
    }

    pub(crate) fn micros(&self) -> u64 {
        u64::try_from(self.now().as_micros()).unwrap_or(u64::MAX)
    }

    fn timers(&self) -> MutexGuard<'_, Timers<Dest, Later>> {
        self.timers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The process has ended: drops the timers that would send to its pid.
    pub(crate) fn ended(&self, process: Pid) {
        if self.set.load(Ordering::Acquire) == 0 {
            return;
        }
        let mut timers = self.timers();
        timers.ended(&Dest::Process(process));
        self.changed(&timers);
    }

    pub(crate) fn cancel(&self, timer: TimerId) -> Option<Duration> {
        let now = self.now();
        let mut timers = self.timers();
        let left = timers.cancel(timer, now);
        self.changed(&timers);
        left
    }

    pub(crate) fn read(&self, timer: TimerId) -> Option<Duration> {
        self.timers().read(timer, self.now())
    }

    fn changed(&self, timers: &Timers<Dest, Later>) {
        self.set.store(timers.len(), Ordering::Release);
        self.changed.notify_one();
    }
}

impl System {
    /// Starts a timer; `later` makes its message when it fires.
    pub(crate) fn start_later(
        &self,
        after: Duration,
        to: Dest,
        later: impl FnOnce(TimerId) -> Envelope + Send + 'static,
    ) -> TimerId {
        let clock = &self.node.clock;
        let now = clock.now();
        let mut timers = clock.timers();
        let timer = timers.start(now, after, to, Box::new(later));
        clock.changed(&timers);
        drop(timers);
        if !clock.running.swap(true, Ordering::AcqRel) {
            self.start_task(drive(Arc::downgrade(&self.node), Arc::clone(&clock.changed)));
        }
        timer
    }
}

/// Sleeps until the next timer is due, again and again, as long as there is a system.
async fn drive(node: Weak<Node>, changed: Arc<Notify>) {
    loop {
        let Some(strong) = node.upgrade() else { return };
        let next = strong.fire();
        drop(strong);
        match next {
            None => changed.notified().await,
            Some(at) => tokio::select! {
                biased;
                () = changed.notified() => {}
                () = tokio::time::sleep_until(at) => {}
            },
        }
    }
}

impl Node {
    /// Sends what is due now and says when the next timer is.
    fn fire(&self) -> Option<Instant> {
        let now = self.clock.now();
        let mut timers = self.clock.timers();
        let due = timers.step(now);
        let next = timers.next_deadline();
        self.clock.set.store(timers.len(), Ordering::Release);
        drop(timers);
        due.into_iter().for_each(|due| self.timer_fired(due));
        next.map(|next| *self.clock.start.get_or_init(Instant::now) + next)
    }
}

impl Drop for Node {
    /// Lets the task of the timers see that there is no system any more.
    fn drop(&mut self) {
        self.clock.changed.notify_one();
    }
}
