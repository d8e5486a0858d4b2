//! Members of other nodes: what the same scope elsewhere says of its own processes.
//!
//! Each scope alone knows of its own processes' joins and deaths, and tells the others. So nobody watches a process
//! of another node; what is watched is the scope there. When it is gone, all it has told of goes with it.
//!
//! Source: OTP, `pg`. Chapter: `registries`.

use std::collections::BTreeMap;

use process::Pid;
use term::Term;

use crate::event::{Action, Change};
use crate::state::State;

impl State {
    /// Processes of another node have joined.
    pub(crate) fn peer_joined(&mut self, peer: Pid, group: &Term, pids: &[Pid]) -> Vec<Action> {
        self.groups.entry(group.clone()).or_default().all.extend(pids);
        self.peers.entry(peer).or_default().extend(pids.iter().map(|pid| (group.clone(), *pid)));
        self.tell(Change::Join, group, pids)
    }

    /// Processes of another node have left.
    pub(crate) fn peer_left(&mut self, peer: Pid, group: &Term, pids: &[Pid]) -> Vec<Action> {
        let told = self.peers.entry(peer).or_default();
        for pid in pids {
            let Some(at) = told.iter().position(|(of, who)| of == group && who == pid) else { continue };
            told.swap_remove(at);
            if let Some(members) = self.groups.get_mut(group) {
                members.all.iter().position(|who| who == pid).map(|at| members.all.swap_remove(at));
            }
        }
        if self.groups.get(group).is_some_and(|members| members.all.is_empty()) {
            self.groups.remove(group);
        }
        self.tell(Change::Leave, group, pids)
    }

    /// A whole scope is gone, and its members with it. Of each group it is told once.
    pub(crate) fn peer_down(&mut self, peer: Pid) -> Vec<Action> {
        let mut gone: BTreeMap<Term, Vec<Pid>> = BTreeMap::new();
        for (group, pid) in self.peers.remove(&peer).unwrap_or_default() {
            gone.entry(group).or_default().push(pid);
        }
        let mut actions = Vec::new();
        for (group, pids) in gone {
            if let Some(members) = self.groups.get_mut(&group) {
                for pid in &pids {
                    members.all.iter().position(|who| who == pid).map(|at| members.all.swap_remove(at));
                }
                if members.all.is_empty() {
                    self.groups.remove(&group);
                }
            }
            actions.extend(self.tell(Change::Leave, &group, &pids));
        }
        actions
    }
}
