//! Two nodes that have just been connected meet: they lock all names on both sides, compare, and tell the others.
//!
//! `init_connect` both ways; the lock (`locker`); then both send their names (`exchange`), then what is to be done
//! (`resolved`). Only when both have all of it does each change its names, and tell the nodes it knew before
//! (`new_nodes`), while the lock is held. So nobody ever sees half of a comparison.
//!
//! Source: OTP, `global`. Chapter: `distribution`.

use std::collections::BTreeSet;

use term::Atom;

use crate::core::State;
use crate::exchange::compare;
use crate::message::{Action, Message};
use crate::words::{Entry, LockId, Op, Process};

/// What is known of a node that is to be met.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    /// Our tag: what comes with another one belongs to an older meeting.
    pub(crate) mine: i64,
    /// His tag and his locker, once he has said them.
    pub(crate) his: Option<(i64, Process)>,
    /// The lock, once it is on both sides.
    lock: Option<LockId>,
    /// His names.
    names: Option<Vec<Entry>>,
    /// What we have found to do here.
    ours: Option<Vec<Op>>,
    /// What he wants done here, and whom he knows.
    theirs: Option<(Vec<Op>, Vec<Atom>)>,
}

impl State {
    /// A connection is up.
    pub(crate) fn node_up(&mut self, node: Atom, actions: &mut Vec<Action>) {
        self.removing.remove(&node);
        self.up.insert(node);
        if node == self.own.node || self.known.contains(&node) || self.meetings.contains_key(&node) {
            return;
        }
        self.number += 1;
        let mine = i64::try_from(self.number).expect("a node lives shorter than that");
        let meeting = Meeting { mine, his: None, lock: None, names: None, ours: None, theirs: None };
        self.meetings.insert(node, meeting);
        actions.push(Action::Tell { to: node, message: Message::InitConnect { mine, locker: self.own } });
        if let Some((his, locker)) = self.early.remove(&node) {
            self.init_connect(node, his, locker, actions);
        }
    }

    /// He wants to meet us.
    pub(crate) fn init_connect(&mut self, by: Atom, his: i64, locker: Process, actions: &mut Vec<Action>) {
        if self.meetings.get(&by).is_some_and(|meeting| meeting.his.is_some()) {
            // A second time: what we have agreed on so far is worth nothing any more.
            actions.push(Action::Tell { to: by, message: Message::CancelConnect { yours: his } });
            self.meet_again(by, actions);
        }
        let Some(meeting) = self.meetings.get_mut(&by) else {
            self.early.insert(by, (his, locker));
            return;
        };
        meeting.his = Some((his, locker));
        let message = Message::InitConnectAck { yours: his, mine: meeting.mine };
        actions.push(Action::Tell { to: by, message });
        self.look_later(actions);
    }

    /// He says which two tags he goes by.
    pub(crate) fn init_connect_ack(&mut self, by: Atom, mine: i64, his: i64, actions: &mut Vec<Action>) {
        let Some(meeting) = self.meetings.get(&by) else { return };
        if meeting.mine != mine || meeting.his.is_some_and(|(tag, _)| tag != his) {
            actions.push(Action::Tell { to: by, message: Message::CancelConnect { yours: his } });
            self.meet_again(by, actions);
        }
    }

    /// He has begun anew.
    pub(crate) fn cancel_connect(&mut self, by: Atom, mine: i64, actions: &mut Vec<Action>) {
        if self.meetings.get(&by).is_some_and(|meeting| meeting.mine == mine) {
            self.meet_again(by, actions);
        }
    }

    fn meet_again(&mut self, node: Atom, actions: &mut Vec<Action>) {
        self.end_meeting(node, actions);
        if self.up.contains(&node) {
            self.node_up(node, actions);
        }
    }

    /// The meeting is over, well or not: the lock is given back.
    pub(crate) fn end_meeting(&mut self, node: Atom, actions: &mut Vec<Action>) {
        self.meetings.remove(&node);
        self.early.remove(&node);
        self.let_go(node, actions);
    }

    // ANCHOR: locked
    /// All names are locked on both sides: here are ours.
    pub(crate) fn locked_with(&mut self, node: Atom, lock: LockId, actions: &mut Vec<Action>) {
        let names = self.names.entries();
        let Some(meeting) = self.meetings.get_mut(&node) else { return };
        let Some((yours, _)) = meeting.his else { return };
        meeting.lock = Some(lock);
        actions.push(Action::Tell { to: node, message: Message::Exchange { names, yours } });
        self.compare_with(node, actions);
    }

    /// Here are his.
    pub(crate) fn exchanged(&mut self, by: Atom, names: Vec<Entry>, mine: i64, actions: &mut Vec<Action>) {
        let Some(meeting) = self.meetings.get_mut(&by).filter(|meeting| meeting.mine == mine) else { return };
        meeting.names = Some(names);
        self.compare_with(by, actions);
    }

    /// Once both are there, they are compared, and he is told what he has to do.
    fn compare_with(&mut self, node: Atom, actions: &mut Vec<Action>) {
        let Some(meeting) = self.meetings.get_mut(&node) else { return };
        let (Some(his), Some(names), Some(_), None) =
            (meeting.his, &meeting.names, &meeting.lock, &meeting.ours)
        else {
            return;
        };
        let compared = compare(&self.names, self.own.node, &self.rules, node, names);
        meeting.ours = Some(compared.here);
        actions.extend(compared.effects.into_iter().map(Action::Effect));
        let known = self.known.iter().copied().collect();
        let message = Message::Resolved { ops: compared.there, known, yours: his.0 };
        actions.push(Action::Tell { to: node, message });
        self.agree(node, actions);
    }
    // ANCHOR_END: locked

    /// What he wants done here.
    pub(crate) fn resolved(
        &mut self,
        by: Atom,
        ops: Vec<Op>,
        known: Vec<Atom>,
        mine: i64,
        actions: &mut Vec<Action>,
    ) {
        let Some(meeting) = self.meetings.get_mut(&by).filter(|meeting| meeting.mine == mine) else { return };
        meeting.theirs = Some((ops, known));
        self.agree(by, actions);
    }

    // ANCHOR: agree
    /// Once we know what both have found, it is done here, and at those whom we knew before.
    fn agree(&mut self, node: Atom, actions: &mut Vec<Action>) {
        let Some(meeting) = self.meetings.get_mut(&node) else { return };
        let (Some(ours), Some((theirs, his_known)), Some(lock)) =
            (&meeting.ours, &meeting.theirs, &meeting.lock)
        else {
            return;
        };
        let ops = [&ours[..], &theirs[..]].concat();
        let (nodes, lock) = ([&[node][..], his_known].concat(), lock.clone());
        self.carry_out(&ops, &lock);
        for known in &self.known {
            let message = Message::NewNodes { ops: ops.clone(), nodes: nodes.clone(), lock: lock.clone() };
            actions.push(Action::Tell { to: *known, message });
        }
        self.known.insert(node);
        self.in_sync(node, actions);
        self.now_known(&nodes, actions);
    }
    // ANCHOR_END: agree

    /// A node that we know has met others.
    pub(crate) fn new_nodes(
        &mut self,
        ops: Vec<Op>,
        nodes: &[Atom],
        lock: &LockId,
        actions: &mut Vec<Action>,
    ) {
        self.carry_out(&ops, lock);
        self.now_known(nodes, actions);
    }

    /// These nodes have the same names as we do; they hear that we know it.
    fn now_known(&mut self, nodes: &[Atom], actions: &mut Vec<Action>) {
        let new: BTreeSet<Atom> = nodes
            .iter()
            .copied()
            .filter(|node| *node != self.own.node && !self.known.contains(node))
            .collect();
        for node in new {
            self.known.insert(node);
            if !self.up.contains(&node) {
                actions.push(Action::Connect(node));
            }
            self.end_meeting(node, actions);
            actions.push(Action::Tell { to: node, message: Message::InSync });
        }
    }

    /// He knows us by somebody else: there is nothing left to compare.
    pub(crate) fn in_sync(&mut self, by: Atom, actions: &mut Vec<Action>) {
        self.synced.insert(by);
        self.tell_syncers(by, actions);
        self.end_meeting(by, actions);
    }

    /// Whoever waits for this node waits for it no more.
    pub(crate) fn tell_syncers(&mut self, node: Atom, actions: &mut Vec<Action>) {
        for (client, nodes) in &mut self.syncers {
            if nodes.remove(&node) && nodes.is_empty() {
                actions.push(Action::Done { client: *client, outcome: true });
            }
        }
        self.syncers.retain(|(_, nodes)| !nodes.is_empty());
    }
}
