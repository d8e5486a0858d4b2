//! What processes of this node want done with names, one after the other: lock all names everywhere, look, write
//! everywhere, unlock.
//!
//! Source: OTP, `global` (the registrar). Chapter: `distribution`.

use std::collections::BTreeSet;
use std::time::Duration;

use term::{Atom, Term};

use crate::acquire::{Acquire, Next, Said, stages};
use crate::core::{Asked, State, all_names};
use crate::message::{Action, Request, Timer, Want};
use crate::words::LockId;

/// The greatest pause before the second attempt; it doubles, up to OTP's limit.
const FIRST_PAUSE: Duration = Duration::from_millis(125);
const MAX_PAUSE: Duration = Duration::from_secs(8);

/// What the registrar is doing.
#[derive(Debug)]
pub(crate) enum Registering {
    Idle,
    /// It was refused so often, and waits.
    Sleeping {
        times: u32,
    },
    /// Locking all names on all nodes that were known when it began.
    Acquiring {
        times: u32,
        acquire: Acquire,
        known: BTreeSet<Atom>,
    },
    /// Writing on all of them.
    Writing {
        nodes: Vec<Atom>,
        waiting: BTreeSet<Atom>,
    },
}

impl State {
    /// A process of this node wants something.
    pub(crate) fn want(&mut self, client: u64, want: Want, actions: &mut Vec<Action>) {
        if let Want::Sync(nodes) = want {
            let missing: BTreeSet<Atom> = nodes
                .into_iter()
                .filter(|node| *node != self.own.node && !self.synced.contains(node))
                .collect();
            if missing.is_empty() {
                actions.push(Action::Done { client, outcome: true });
            } else {
                self.syncers.push((client, missing));
            }
            return;
        }
        self.wanted.push_back((client, want));
        if matches!(self.registering, Registering::Idle) {
            self.register_next(actions);
        }
    }

    /// Locks all names for whoever is next.
    pub(crate) fn register_next(&mut self, actions: &mut Vec<Action>) {
        let times = match self.registering {
            Registering::Idle => 0,
            Registering::Sleeping { times } => times,
            _ => return,
        };
        self.registering = Registering::Idle;
        if self.wanted.is_empty() {
            return;
        }
        let lock = self.registrar_lock();
        if !self.locks.would_set(&lock) {
            return self.sleep(times, actions);
        }
        let all = self.all_nodes();
        let (acquire, next) = Acquire::new(lock, stages(&[], &all));
        self.registering = Registering::Acquiring { times, acquire, known: self.known.clone() };
        self.go_on_registering(next, actions);
    }

    fn registrar_lock(&self) -> LockId {
        LockId { resource: all_names(), requester: Term::Pid(self.own.pid) }
    }

    /// A node has answered the registrar.
    pub(crate) fn registrar_heard(&mut self, node: Atom, said: Said, actions: &mut Vec<Action>) {
        match &mut self.registering {
            Registering::Acquiring { acquire, .. } => {
                let next = acquire.heard(node, said);
                self.go_on_registering(next, actions);
            }
            Registering::Writing { waiting, .. } => {
                waiting.remove(&node);
                if waiting.is_empty() {
                    self.written(true, actions);
                }
            }
            Registering::Idle | Registering::Sleeping { .. } => {}
        }
    }

    fn go_on_registering(&mut self, next: Next, actions: &mut Vec<Action>) {
        let Registering::Acquiring { times, known, .. } = &self.registering else { return };
        let (times, lock) = (*times, self.registrar_lock());
        match next {
            Next::Wait => {}
            Next::Ask(nodes) => {
                for node in nodes {
                    let ask = self.ask(node, Asked::Registrar, Request::SetLock(lock.clone()));
                    actions.push(ask);
                }
            }
            // Whoever has become known in between does not have the lock.
            Next::Locked(nodes) if self.known.is_subset(known) => self.write(nodes, actions),
            Next::Locked(nodes) | Next::GiveBack(nodes) => {
                self.give_back(&lock, &nodes, actions);
                self.sleep(times, actions);
            }
        }
    }

    /// All names are locked on all nodes: nothing can change between the look and the last write.
    fn write(&mut self, nodes: Vec<Atom>, actions: &mut Vec<Action>) {
        let waiting = nodes.iter().copied().collect();
        self.registering = Registering::Writing { nodes: nodes.clone(), waiting };
        let request = match &self.wanted[0].1 {
            Want::Register(entry) if !self.names.may_register(entry) => return self.written(false, actions),
            Want::Register(entry) | Want::ReRegister(entry) => Request::Register(entry.clone()),
            Want::Unregister(name) => Request::Unregister(name.clone()),
            Want::Sync(_) => unreachable!("whoever waits for a meeting does not stand in this queue"),
        };
        for node in nodes {
            let ask = self.ask(node, Asked::Registrar, request.clone());
            actions.push(ask);
        }
    }

    fn written(&mut self, outcome: bool, actions: &mut Vec<Action>) {
        let Registering::Writing { nodes, .. } = &self.registering else { return };
        let (nodes, lock) = (nodes.clone(), self.registrar_lock());
        self.give_back(&lock, &nodes, actions);
        let (client, _) = self.wanted.pop_front().expect("it was for somebody");
        actions.push(Action::Done { client, outcome });
        self.registering = Registering::Idle;
        self.register_next(actions);
    }

    fn sleep(&mut self, times: u32, actions: &mut Vec<Action>) {
        let most = FIRST_PAUSE.saturating_mul(1 << times.min(6)).min(MAX_PAUSE);
        let pause = most.mul_f64((1 + self.dice.below(1000)) as f64 / 1000.0);
        self.registering = Registering::Sleeping { times: times + 1 };
        actions.push(Action::WakeAfter { timer: Timer::Registrar, pause });
    }
}
