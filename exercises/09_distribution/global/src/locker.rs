//! The lock of a meeting: all names, on both sides of a new connection.
//!
//! The lock belongs to a pair of nodes. One of them locks its own side and the other node, and says so; the other,
//! on the same behalf, locks its side. Whoever fails gives back what it has, waits and tries again, perhaps with
//! somebody else.
//!
//! Source: OTP, `global` (the locker). Chapter: `distribution`.

use std::time::Duration;

use term::{Atom, Term, term};

use crate::acquire::{Acquire, Next, Said, stages};
use crate::core::{Asked, State, all_names};
use crate::message::{Action, Message, Request, Timer};
use crate::words::{LockId, Process};

/// The least pause before an attempt; chance adds as much again.
/// Differs: OTP waits for 0.2 s when it is alone, and for up to 3 s otherwise.
const PAUSE: Duration = Duration::from_millis(40);

/// What the locker is doing.
#[derive(Debug)]
pub(crate) enum Locking {
    Idle,
    /// Locking our side. `first`: he has not locked his yet.
    Acquiring {
        with: Atom,
        first: bool,
        acquire: Acquire,
    },
    /// Our side is locked, his node too; he locks the rest of his side.
    Offered {
        with: Atom,
        lock: LockId,
        nodes: Vec<Atom>,
    },
    /// Both sides are locked.
    Locked {
        with: Atom,
        lock: LockId,
        nodes: Vec<Atom>,
    },
}

impl State {
    /// Tries to meet somebody after a pause.
    pub(crate) fn look_later(&mut self, actions: &mut Vec<Action>) {
        let pause = PAUSE.mul_f64(1.0 + self.dice.below(1000) as f64 / 1000.0);
        actions.push(Action::WakeAfter { timer: Timer::Locker, pause });
    }

    /// Tries to meet one of those who want to be met, if nobody is changing names.
    pub(crate) fn look_for_a_node(&mut self, actions: &mut Vec<Action>) {
        let ready: Vec<(Atom, Process)> =
            self.meetings.iter().filter_map(|(node, meeting)| Some((*node, meeting.his?.1))).collect();
        if ready.is_empty() || !matches!(self.locking, Locking::Idle) {
            return;
        }
        if self.locks.holders(&all_names()).is_some() {
            return self.look_later(actions);
        }
        let chosen = self.dice.below(ready.len());
        let (node, locker) = ready[chosen];
        self.lock_side(node, locker, true, actions);
    }

    /// Locks all names on our side, and on his node if we are the first.
    fn lock_side(&mut self, with: Atom, locker: Process, first: bool, actions: &mut Vec<Action>) {
        let lock = LockId { resource: all_names(), requester: pair(self.own, locker) };
        let mut near = vec![self.own.node];
        near.extend(first.then_some(with));
        let (acquire, next) = Acquire::new(lock, stages(&near, &self.all_nodes()));
        self.locking = Locking::Acquiring { with, first, acquire };
        self.go_on_locking(next, actions);
    }

    /// A node has answered the locker.
    pub(crate) fn locker_heard(&mut self, node: Atom, said: Said, actions: &mut Vec<Action>) {
        if let Locking::Acquiring { acquire, .. } = &mut self.locking {
            let next = acquire.heard(node, said);
            self.go_on_locking(next, actions);
        }
    }

    fn go_on_locking(&mut self, next: Next, actions: &mut Vec<Action>) {
        let Locking::Acquiring { with, first, acquire } = &self.locking else { return };
        let (with, first, lock) = (*with, *first, acquire.id.clone());
        let tag = self.meetings.get(&with).and_then(|meeting| meeting.his).map(|(tag, _)| tag);
        let locker = self.own;
        let say = |set, yours| Action::Tell { to: with, message: Message::LockSet { locker, set, yours } };
        match (next, tag) {
            (Next::Wait, _) => {}
            (Next::Ask(nodes), _) => {
                for node in nodes {
                    let ask = self.ask(node, Asked::Locker, Request::SetLock(lock.clone()));
                    actions.push(ask);
                }
            }
            (Next::Locked(nodes), Some(tag)) => {
                actions.push(say(true, tag));
                // Both may have been the first, on the same behalf: then his offer is the answer to ours.
                if first && !self.offers.contains(&with) {
                    self.locking = Locking::Offered { with, lock, nodes };
                } else {
                    self.offers.retain(|offer| *offer != with);
                    self.locking = Locking::Locked { with, lock: lock.clone(), nodes };
                    self.locked_with(with, lock, actions);
                }
            }
            (Next::Locked(nodes) | Next::GiveBack(nodes), tag) => {
                self.give_back(&lock, &nodes, actions);
                actions.extend(tag.filter(|_| !first).map(|tag| say(false, tag)));
                self.idle(actions);
            }
        }
    }

    /// He has locked his side, or could not.
    pub(crate) fn lock_set(&mut self, by: Atom, set: bool, mine: i64, actions: &mut Vec<Action>) {
        let Some(meeting) = self.meetings.get(&by).filter(|meeting| meeting.mine == mine) else { return };
        let locker = meeting.his.map(|(_, locker)| locker);
        match (&self.locking, set) {
            (Locking::Offered { with, lock, nodes }, true) if *with == by => {
                let (with, lock, nodes) = (*with, lock.clone(), nodes.clone());
                self.locking = Locking::Locked { with, lock: lock.clone(), nodes };
                self.locked_with(by, lock, actions);
            }
            (Locking::Offered { with, .. }, false) if *with == by => self.let_go(by, actions),
            (Locking::Idle, true) => {
                if let Some(locker) = locker {
                    self.lock_side(by, locker, false, actions);
                }
            }
            (_, true) => self.offers.push_back(by),
            (_, false) => {}
        }
    }

    /// Whatever is locked or being locked for a meeting with this node is given back.
    pub(crate) fn let_go(&mut self, node: Atom, actions: &mut Vec<Action>) {
        self.offers.retain(|offer| *offer != node);
        match &mut self.locking {
            Locking::Acquiring { with, acquire, .. } if *with == node => acquire.cancel(),
            Locking::Offered { with, lock, nodes } | Locking::Locked { with, lock, nodes }
                if *with == node =>
            {
                let (lock, nodes) = (lock.clone(), nodes.clone());
                self.give_back(&lock, &nodes, actions);
                self.idle(actions);
            }
            _ => {}
        }
    }

    /// Nothing is locked: the next offer, or the next attempt.
    fn idle(&mut self, actions: &mut Vec<Action>) {
        self.locking = Locking::Idle;
        while let Some(node) = self.offers.pop_front() {
            if let Some((_, locker)) = self.meetings.get(&node).and_then(|meeting| meeting.his) {
                return self.lock_side(node, locker, false, actions);
            }
        }
        if !self.meetings.is_empty() {
            self.look_later(actions);
        }
    }
}

/// On behalf of both lockers; both write it in the same order.
fn pair(a: Process, b: Process) -> Term {
    let (least, greatest) = if a < b { (a, b) } else { (b, a) };
    term!([(least.pid), (greatest.pid)])
}
