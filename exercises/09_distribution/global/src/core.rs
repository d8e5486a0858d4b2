//! The core of a name server: one event in, a list of orders out. It knows no mailbox, no socket and no clock.
//!
//! Source: OTP, `global`. Chapter: `distribution`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use term::{Atom, Term};

use crate::dice::Dice;
use crate::locker::Locking;
use crate::locks::Locks;
use crate::meeting::Meeting;
use crate::message::{Action, Event, Message, Request, Timer, Want};
use crate::names::Names;
use crate::registrar::Registering;
use crate::resolver::{Resolver, Rules, Ruling};
use crate::words::{Entry, LockId, Op, Process};

/// A name server, as its core sees it.
#[derive(Debug)]
pub struct State {
    /// This node, and its name server.
    pub(crate) own: Process,
    pub(crate) names: Names,
    pub(crate) locks: Locks,
    pub(crate) rules: Rules,
    /// The nodes that have the same names as we do.
    pub(crate) known: BTreeSet<Atom>,
    /// Those of them that were heard to know us.
    pub(crate) synced: BTreeSet<Atom>,
    /// The nodes that are connected and not known yet.
    pub(crate) meetings: BTreeMap<Atom, Meeting>,
    /// Who wants to meet us, before we have heard of a connection: its tag, and its locker.
    pub(crate) early: BTreeMap<Atom, (i64, Process)>,
    pub(crate) locking: Locking,
    pub(crate) offers: VecDeque<Atom>,
    pub(crate) registering: Registering,
    pub(crate) wanted: VecDeque<(u64, Want)>,
    /// Who waits for which nodes.
    pub(crate) syncers: Vec<(u64, BTreeSet<Atom>)>,
    /// The nodes to which there is a connection.
    pub(crate) up: BTreeSet<Atom>,
    /// What was asked, of whom, for what.
    pub(crate) questions: BTreeMap<u64, (Atom, Asked)>,
    /// Locks that were asked for, of whom, before the node was lost: a late answer is nothing we wait for.
    pub(crate) late: BTreeMap<u64, (Atom, LockId)>,
    /// Nodes that will leave because we asked them to.
    pub(crate) removing: BTreeSet<Atom>,
    /// The last loss of a connection that each pair of nodes has reported.
    pub(crate) losses: BTreeMap<(Atom, Atom), (i64, i64)>,
    /// Whether the last holder of all names ended while it held them.
    lock_went_down: bool,
    /// Who is watched.
    watched: BTreeSet<Process>,
    /// Which life of this node this is.
    pub(crate) life: i64,
    pub(crate) number: u64,
    pub(crate) dice: Dice,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Locker,
    Registrar,
    /// Nobody waits for the answer.
    Nobody,
}

/// Everything that has to do with names is locked by this.
pub(crate) fn all_names() -> Term {
    Term::Atom(Atom::new("global"))
}

/// Takes one event, and says what follows from it.
#[must_use]
pub fn step(state: &mut State, event: Event) -> Vec<Action> {
    let mut actions = Vec::new();
    match event {
        Event::NodeUp(node) => state.node_up(node, &mut actions),
        Event::NodeDown(node) => state.node_down(node, &mut actions),
        Event::ProcessDown(process) => {
            state.watched.remove(&process);
            state.names.process_ended(process);
            state.holders_gone(|holder| *holder == process);
        }
        Event::Told { by, message } => state.told(by, message, &mut actions),
        Event::Asked { by, asker, request } => {
            let granted = state.asked(by, request);
            actions.push(Action::Answer { asker, granted });
        }
        Event::Answered { question, granted } => state.answered(question, granted, &mut actions),
        Event::Wanted { client, want } => state.want(client, want, &mut actions),
        Event::TimePassed(Timer::Locker) => state.look_for_a_node(&mut actions),
        Event::TimePassed(Timer::Registrar) => state.register_next(&mut actions),
    }
    state.questions_without_connection(&mut actions);
    state.watch(&mut actions);
    actions
}

impl State {
    /// The name server of a node without others. `life` tells its lives apart, `seed` is where its dice begin.
    #[must_use]
    pub fn new(own: Process, life: i64, seed: u64) -> Self {
        Self {
            own,
            names: Names::default(),
            locks: Locks::default(),
            rules: Rules::default(),
            known: BTreeSet::new(),
            synced: BTreeSet::new(),
            meetings: BTreeMap::new(),
            early: BTreeMap::new(),
            locking: Locking::Idle,
            offers: VecDeque::new(),
            registering: Registering::Idle,
            wanted: VecDeque::new(),
            syncers: Vec::new(),
            up: BTreeSet::new(),
            questions: BTreeMap::new(),
            late: BTreeMap::new(),
            removing: BTreeSet::new(),
            losses: BTreeMap::new(),
            lock_went_down: false,
            watched: BTreeSet::new(),
            life,
            number: 0,
            dice: Dice(seed),
        }
    }

    fn told(&mut self, by: Atom, message: Message, actions: &mut Vec<Action>) {
        match message {
            Message::InitConnect { mine, locker } => self.init_connect(by, mine, locker, actions),
            Message::InitConnectAck { yours, mine } => self.init_connect_ack(by, yours, mine, actions),
            Message::CancelConnect { yours } => self.cancel_connect(by, yours, actions),
            Message::LockSet { set, yours, .. } => self.lock_set(by, set, yours, actions),
            Message::Exchange { names, yours } => self.exchanged(by, names, yours, actions),
            Message::Resolved { ops, known, yours } => self.resolved(by, ops, known, yours, actions),
            Message::NewNodes { ops, nodes, lock } => self.new_nodes(ops, &nodes, &lock, actions),
            Message::InSync => self.in_sync(by, actions),
            Message::LostConnection { of, life, number, with } => {
                self.lost_connection(of, life, number, with, actions);
            }
            Message::RemoveConnection => self.remove_connection(by, actions),
        }
    }

    /// A request of any name server, our own included.
    fn asked(&mut self, by: Process, request: Request) -> bool {
        match request {
            Request::SetLock(id) => return self.locks.set(&id, by),
            Request::DelLock(id) => {
                self.locks.del(&id, by);
                self.lock_went_down &= id.resource != all_names();
            }
            Request::Register(entry) => {
                if self.still_locked(|_, holders| holders.contains(&by)) {
                    self.names.insert(entry);
                } else {
                    self.names.remove(&entry.name);
                }
            }
            Request::Unregister(name) => drop(self.names.remove(&name)),
        }
        true
    }

    /// Whether names are locked by those who are meant. A write that comes after its lock has gone is too late.
    fn still_locked(&self, meant: impl Fn(&Term, &[Process]) -> bool) -> bool {
        match self.locks.holders(&all_names()) {
            Some((requester, holders)) => meant(requester, holders),
            None => !self.lock_went_down,
        }
    }

    /// Does to the names what was agreed on under this lock.
    pub(crate) fn carry_out(&mut self, ops: &[Op], lock: &LockId) {
        let locked = self.still_locked(|requester, _| *requester == lock.requester);
        for op in ops {
            match op {
                Op::Insert(entry) if locked => drop(self.names.insert(entry.clone())),
                Op::Insert(Entry { name, .. }) | Op::Delete(name) => drop(self.names.remove(name)),
            }
        }
    }

    pub(crate) fn holders_gone(&mut self, gone: impl Fn(&Process) -> bool) {
        let free = self.locks.drop_holders(gone);
        self.lock_went_down |= free.contains(&all_names());
    }

    // ---- what all parts use

    /// Asks a name server; what the answer is for is remembered.
    pub(crate) fn ask(&mut self, to: Atom, asked: Asked, request: Request) -> Action {
        self.number += 1;
        self.questions.insert(self.number, (to, asked));
        if let Request::SetLock(id) = &request {
            self.late.insert(self.number, (to, id.clone()));
        }
        Action::Ask { to, question: self.number, request }
    }

    /// Gives a lock back on these nodes, on the greatest last: there the next one is waiting for it.
    pub(crate) fn give_back(&mut self, id: &LockId, nodes: &[Atom], actions: &mut Vec<Action>) {
        let mut nodes = nodes.to_vec();
        nodes.sort_unstable();
        for node in nodes {
            let request = Request::DelLock(id.clone());
            let ask = self.ask(node, Asked::Nobody, request);
            actions.push(ask);
        }
    }

    /// This node and all that it knows.
    pub(crate) fn all_nodes(&self) -> BTreeSet<Atom> {
        self.known.iter().copied().chain([self.own.node]).collect()
    }

    /// Watches whoever has a name or a lock, and nobody else.
    /// SHORTCUT: it compares all of them after each event. OTP notes a monitor with each name and each lock.
    fn watch(&mut self, actions: &mut Vec<Action>) {
        let named = self.names.processes();
        let wanted: BTreeSet<Process> = named.chain(self.locks.processes()).collect();
        actions.extend(wanted.difference(&self.watched).copied().map(Action::Monitor));
        actions.extend(self.watched.difference(&wanted).copied().map(Action::Demonitor));
        self.watched = wanted;
    }

    // ---- to be asked

    /// The names.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The locks.
    #[must_use]
    pub fn locks(&self) -> &Locks {
        &self.locks
    }

    /// The nodes that have the same names.
    pub fn known(&self) -> impl Iterator<Item = Atom> {
        self.known.iter().copied()
    }

    /// What a resolver says; `None` if this node does not know it.
    pub(crate) fn rule_on(
        &self,
        resolver: &Resolver,
        name: &Term,
        his: Process,
        ours: Process,
    ) -> Option<Ruling> {
        resolver.ask(&self.rules, name, his, ours)
    }

    /// The rules that this node knows, to add to them.
    pub fn rules_mut(&mut self) -> &mut Rules {
        &mut self.rules
    }
}
