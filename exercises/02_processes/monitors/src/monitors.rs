//! One process's side of its monitors, as a pure core: facts go in, orders come out.
//!
//! A monitor is one-way and has a reference of its own, so two monitors of one process are two. The watcher
//! remembers whom it watches, the watched one remembers who watches it. When the watched process ends, each
//! reference fires once; a `DOWN` whose reference is no longer remembered is dropped.
//!
//! Source: Erlang Reference Manual, "Processes", "Monitors"; `erlang:monitor/2`, `erlang:demonitor/2`.
//! Chapter: `processes`.

use std::collections::BTreeMap;

use exit_signals::ExitReason;

use crate::event::{Action, Event, Flush, Target};

/// Whom one process watches, and who watches it. `P` is a process, `R` a reference.
#[derive(Clone, Debug)]
pub struct Monitors<P, R> {
    watching: BTreeMap<R, Target<P>>,
    watchers: BTreeMap<R, P>,
}

impl<P: Clone, R: Copy + Ord> Monitors<P, R> {
    /// Watches nobody, is watched by nobody.
    #[must_use]
    pub fn new() -> Self {
        Self { watching: BTreeMap::new(), watchers: BTreeMap::new() }
    }

    /// Whom the owner watches, by age of the monitor.
    pub fn watching(&self) -> impl Iterator<Item = (R, &Target<P>)> {
        self.watching.iter().map(|(reference, target)| (*reference, target))
    }

    /// Who watches the owner, by age of the monitor.
    pub fn watchers(&self) -> impl Iterator<Item = (R, &P)> {
        self.watchers.iter().map(|(reference, watcher)| (*reference, watcher))
    }

    /// Whether there are none in either direction.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.watching.is_empty() && self.watchers.is_empty()
    }
}

impl<P: Clone, R: Copy + Ord> Default for Monitors<P, R> {
    fn default() -> Self {
        Self::new()
    }
}

/// Takes one event and says what follows from it.
#[must_use]
pub fn step<P: Clone, R: Copy + Ord>(monitors: &mut Monitors<P, R>, event: Event<P, R>) -> Vec<Action<P, R>> {
    match event {
        Event::MonitorAsked { reference, target } => {
            let _ = (reference, target);
            todo!("monitor: remember whom we watch, and tell it")
        }
        Event::MonitorArrived { reference, watcher } => {
            let _ = (reference, watcher);
            todo!("monitor: remember who watches us")
        }
        Event::Ended { reason } => {
            let _ = reason;
            todo!("down: tell each watcher; and whom we watched need not remember us")
        }
        Event::DownArrived { reference, reason } => {
            let _ = (reference, reason);
            todo!("down: deliver it, if the monitor is still there, and never again")
        }
        Event::DemonitorAsked { reference, flush } => {
            let _ = (reference, flush);
            todo!("demonitor: forget it, tell the target, and see about a DOWN that has come already")
        }
        Event::DemonitorArrived { reference } => {
            let _ = reference;
            todo!("demonitor: this watcher has given up")
        }
    }
}

/// What a process that does not exist (any more) answers to an action meant for it.
#[must_use]
pub fn absent<P, R: Copy>(action: &Action<P, R>) -> Option<Event<P, R>> {
    let _ = action;
    todo!("noproc: who watches nobody hears so at once; all the rest is silence")
}
