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

// ANCHOR: monitors
/// Whom one process watches, and who watches it. `P` is a process, `R` a reference.
#[derive(Clone, Debug)]
pub struct Monitors<P, R> {
    watching: BTreeMap<R, Target<P>>,
    watchers: BTreeMap<R, P>,
}
// ANCHOR_END: monitors

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

// ANCHOR: step
/// Takes one event and says what follows from it.
#[must_use]
pub fn step<P: Clone, R: Copy + Ord>(monitors: &mut Monitors<P, R>, event: Event<P, R>) -> Vec<Action<P, R>> {
    match event {
        Event::MonitorAsked { reference, target } => {
            // ANCHOR: cut_monitor
            monitors.watching.insert(reference, target.clone());
            vec![Action::TellMonitored { target, reference }]
            // ANCHOR_END: cut_monitor => let _ = (reference, target);
            // ANCHOR_END: cut_monitor => todo!("monitor: remember whom we watch, and tell it")
        }
        Event::MonitorArrived { reference, watcher } => {
            // ANCHOR: cut_monitor
            monitors.watchers.insert(reference, watcher);
            Vec::new()
            // ANCHOR_END: cut_monitor => let _ = (reference, watcher);
            // ANCHOR_END: cut_monitor => todo!("monitor: remember who watches us")
        }
        Event::Ended { reason } => {
            // ANCHOR: cut_down
            let watchers = std::mem::take(&mut monitors.watchers).into_iter();
            let downs =
                watchers.map(|(reference, to)| Action::SendDown { to, reference, reason: reason.clone() });
            let watching = std::mem::take(&mut monitors.watching).into_iter();
            let forgotten = watching.map(|(reference, target)| Action::TellDemonitored { target, reference });
            downs.chain(forgotten).collect()
            // ANCHOR_END: cut_down => let _ = reason;
            // ANCHOR_END: cut_down => todo!("down: tell each watcher; and whom we watched need not remember us")
        }
        Event::DownArrived { reference, reason } => {
            // ANCHOR: cut_down
            let target = monitors.watching.remove(&reference);
            target.map(|target| Action::Deliver { reference, target, reason }).into_iter().collect()
            // ANCHOR_END: cut_down => let _ = (reference, reason);
            // ANCHOR_END: cut_down => todo!("down: deliver it, if the monitor is still there, and never again")
        }
        Event::DemonitorAsked { reference, flush } => {
            // ANCHOR: cut_demonitor
            let target = monitors.watching.remove(&reference);
            let mut actions = Vec::new();
            actions.extend(target.map(|target| Action::TellDemonitored { target, reference }));
            if flush == Flush::Yes {
                actions.push(Action::Discard { reference });
            }
            actions
            // ANCHOR_END: cut_demonitor => let _ = (reference, flush);
            // ANCHOR_END: cut_demonitor => todo!("demonitor: forget it, tell the target, and see about a DOWN that has come already")
        }
        Event::DemonitorArrived { reference } => {
            // ANCHOR: cut_demonitor
            monitors.watchers.remove(&reference);
            Vec::new()
            // ANCHOR_END: cut_demonitor => let _ = reference;
            // ANCHOR_END: cut_demonitor => todo!("demonitor: this watcher has given up")
        }
    }
}
// ANCHOR_END: step

// ANCHOR: absent
/// What a process that does not exist (any more) answers to an action meant for it.
#[must_use]
pub fn absent<P, R: Copy>(action: &Action<P, R>) -> Option<Event<P, R>> {
    // ANCHOR: cut_noproc
    match action {
        Action::TellMonitored { reference, .. } => {
            Some(Event::DownArrived { reference: *reference, reason: ExitReason::NoProc })
        }
        _ => None,
    }
    // ANCHOR_END: cut_noproc => let _ = action;
    // ANCHOR_END: cut_noproc => todo!("noproc: who watches nobody hears so at once; all the rest is silence")
}
// ANCHOR_END: absent
