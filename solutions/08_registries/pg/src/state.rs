//! What the core remembers: who is in which group, seen from both sides, and who wants to hear of it.

use std::collections::BTreeMap;

use process::{Pid, Ref};
use term::Term;

use crate::event::Watched;

// ANCHOR: state
/// A scope, as its core sees it.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The groups that have members, and nothing else.
    pub(crate) groups: BTreeMap<Term, Members>,
    /// For each member of this node the groups it is in, once for each time it has joined. Nobody is here who is in
    /// no group.
    pub(crate) joined: BTreeMap<Pid, Vec<Term>>,
    /// For each scope on another node the members it has told of.
    pub(crate) peers: BTreeMap<Pid, Vec<(Term, Pid)>>,
    /// Who hears of changes, and of which.
    pub(crate) watchers: BTreeMap<Ref, (Pid, Watched)>,
}

/// The members of one group, each as often as it has joined. They have no order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members {
    /// Those of all nodes.
    pub(crate) all: Vec<Pid>,
    /// Those of this node.
    pub(crate) local: Vec<Pid>,
}
// ANCHOR_END: state

impl Members {
    /// A process of this node joins once more.
    pub(crate) fn add(&mut self, pid: Pid) {
        self.all.push(pid);
        self.local.push(pid);
    }

    /// A process of this node leaves once.
    pub(crate) fn take(&mut self, pid: Pid) {
        for list in [&mut self.all, &mut self.local] {
            list.iter().position(|member| *member == pid).map(|at| list.swap_remove(at));
        }
    }
}

impl State {
    /// The members of a group, on all nodes.
    #[must_use]
    pub fn members(&self, group: &Term) -> Vec<Pid> {
        self.groups.get(group).map_or_else(Vec::new, |members| members.all.clone())
    }

    /// The members of a group, on this node.
    #[must_use]
    pub fn local_members(&self, group: &Term) -> Vec<Pid> {
        self.groups.get(group).map_or_else(Vec::new, |members| members.local.clone())
    }

    /// The groups that have members.
    #[must_use]
    pub fn groups(&self) -> Vec<Term> {
        self.groups.keys().cloned().collect()
    }

    /// The groups that have members on this node.
    #[must_use]
    pub fn local_groups(&self) -> Vec<Term> {
        let local = self.groups.iter().filter(|(_, members)| !members.local.is_empty());
        local.map(|(group, _)| group.clone()).collect()
    }

    /// The groups in which a process of this node is, each as often as it has joined.
    #[must_use]
    pub fn groups_of(&self, pid: Pid) -> &[Term] {
        self.joined.get(&pid).map_or(&[], Vec::as_slice)
    }

    /// What the scope on another node has told of: its members and where, each as often as it has joined.
    #[must_use]
    pub fn told_by(&self, peer: Pid) -> &[(Term, Pid)] {
        self.peers.get(&peer).map_or(&[], Vec::as_slice)
    }

    /// How many processes of this node are members, and how many hear of changes.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.joined.len(), self.watchers.len())
    }
}
