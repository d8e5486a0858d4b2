//! The core: one event in, a list of orders out. It knows no mailbox and no clock.
//!
//! A group is a list of pids, and a pid stands in it as often as it has joined. That is kept from two sides: by group,
//! for those who ask for members, and by process, for the moment in which it ends.
//!
//! Source: OTP, `pg`. Chapter: `registries`.

use process::{Pid, Ref};
use term::Term;

pub use crate::event::{Action, Change, Changed, Event, Reply, Watched};
pub use crate::state::State;

/// Takes one event, and says what follows from it.
#[must_use]
pub fn step(state: &mut State, event: Event) -> Vec<Action> {
    match event {
        Event::JoinAsked { group, pids } => state.join(&group, &pids),
        Event::LeaveAsked { group, pids } => state.leave(&group, &pids),
        Event::MemberDown(pid) => state.member_down(pid),
        Event::MonitorAsked { reference, watcher, of } => state.monitor(reference, watcher, of),
        Event::DemonitorAsked(reference) => match state.watchers.remove(&reference) {
            Some(_) => vec![Action::Reply(Reply::Ok)],
            None => vec![Action::Reply(Reply::NotJoined)],
        },
        Event::WatcherDown(reference) => {
            state.watchers.remove(&reference);
            Vec::new()
        }
        Event::PeerJoined { peer, group, pids } => state.peer_joined(peer, &group, &pids),
        Event::PeerLeft { peer, group, pids } => state.peer_left(peer, &group, &pids),
        Event::PeerDown(peer) => state.peer_down(peer),
    }
}

impl State {
    // ANCHOR: join
    /// Each of these processes joins the group, once for each time it is named.
    fn join(&mut self, group: &Term, pids: &[Pid]) -> Vec<Action> {
        // ANCHOR: cut_join
        let mut actions = Vec::new();
        for pid in pids {
            let joined = self.joined.entry(*pid).or_default();
            if joined.is_empty() {
                actions.push(Action::Monitor(*pid));
            }
            joined.push(group.clone());
            self.groups.entry(group.clone()).or_default().add(*pid);
        }
        actions.extend(self.tell(Change::Join, group, pids));
        actions.push(Action::Reply(Reply::Ok));
        actions
        // ANCHOR_END: cut_join => // TODO join: note it by process and by group (`Members::add`); who is new here is watched;
        // ANCHOR_END: cut_join => // whoever wants to hear of it is told (`tell`), then the answer is `Ok`
        // ANCHOR_END: cut_join => let _ = (group, pids, &mut self.joined, &mut self.groups, crate::state::Members::add, Action::Monitor);
        // ANCHOR_END: cut_join => todo!("join: take these processes into the group")
    }
    // ANCHOR_END: join

    // ANCHOR: leave
    /// Each of these processes leaves the group, once for each time it is named.
    fn leave(&mut self, group: &Term, pids: &[Pid]) -> Vec<Action> {
        // ANCHOR: cut_leave
        let mut actions = Vec::new();
        let mut left = false;
        for pid in pids {
            let Some(joined) = self.joined.get_mut(pid) else { continue };
            let Some(at) = joined.iter().position(|one| one == group) else { continue };
            joined.swap_remove(at);
            if joined.is_empty() {
                self.joined.remove(pid);
                actions.push(Action::Demonitor(*pid));
            }
            self.remove(group, *pid);
            left = true;
        }
        if !left {
            return vec![Action::Reply(Reply::NotJoined)];
        }
        actions.extend(self.tell(Change::Leave, group, pids));
        actions.push(Action::Reply(Reply::Ok));
        actions
        // ANCHOR_END: cut_leave => // TODO leave: one membership for each mention; who is in no group any more is not watched;
        // ANCHOR_END: cut_leave => // tell and answer as `join` does, or `NotJoined` if none of them was here
        // ANCHOR_END: cut_leave => let _ = (group, pids, Change::Leave, Action::Demonitor, Reply::NotJoined, Self::remove);
        // ANCHOR_END: cut_leave => todo!("leave: take these processes out of the group")
    }

    /// Takes one mention of a process out of a group. A group without members is no group.
    fn remove(&mut self, group: &Term, pid: Pid) {
        // ANCHOR: cut_leave
        let Some(members) = self.groups.get_mut(group) else { return };
        members.take(pid);
        if members.all.is_empty() {
            self.groups.remove(group);
        }
        // ANCHOR_END: cut_leave => // TODO leave: out of the group (`Members::take`); and if nobody is left?
        // ANCHOR_END: cut_leave => let _ = (group, pid, &mut self.groups, crate::state::Members::take);
        // ANCHOR_END: cut_leave => todo!("leave: one mention goes");
    }
    // ANCHOR_END: leave

    // ANCHOR: death
    /// A member has ended: it leaves every group, as often as it had joined.
    fn member_down(&mut self, pid: Pid) -> Vec<Action> {
        // ANCHOR: cut_death
        let mut actions = Vec::new();
        for group in self.joined.remove(&pid).unwrap_or_default() {
            self.remove(&group, pid);
            actions.extend(self.tell(Change::Leave, &group, &[pid]));
        }
        actions
        // ANCHOR_END: cut_death => // TODO death: every membership goes, and whoever watches hears of each
        // ANCHOR_END: cut_death => todo!("death: {pid} has ended")
    }
    // ANCHOR_END: death

    // ANCHOR: monitor
    /// From now on this process hears of changes. The answer is how things stand, the messages are what comes after.
    fn monitor(&mut self, reference: Ref, watcher: Pid, of: Watched) -> Vec<Action> {
        // ANCHOR: cut_monitor
        let groups = match &of {
            Watched::Scope => self.groups(),
            Watched::Group(group) => vec![group.clone()],
        };
        let snapshot = groups.into_iter().map(|group| (group.clone(), self.members(&group))).collect();
        self.watchers.insert(reference, (watcher, of));
        vec![Action::Reply(Reply::Snapshot(reference, snapshot))]
        // ANCHOR_END: cut_monitor => // TODO monitor: note the watcher under its reference, and answer with what it will not hear of
        // ANCHOR_END: cut_monitor => let _ = (reference, watcher, of, &mut self.watchers, Reply::Snapshot);
        // ANCHOR_END: cut_monitor => todo!("monitor: note the watcher")
    }

    /// One message for each watcher whom this change concerns.
    pub(crate) fn tell(&self, change: Change, group: &Term, pids: &[Pid]) -> Vec<Action> {
        // ANCHOR: cut_monitor
        let concerned = |of: &Watched| match of {
            Watched::Scope => true,
            Watched::Group(one) => one == group,
        };
        let watchers = self.watchers.iter().filter(|(_, (_, of))| concerned(of));
        let notify = watchers.map(|(reference, (to, _))| {
            let changed =
                Changed { reference: *reference, change, group: group.clone(), pids: pids.to_vec() };
            Action::Notify { to: *to, changed }
        });
        notify.collect()
        // ANCHOR_END: cut_monitor => // TODO monitor: who watches the scope hears of all groups, who watches a group of this one only
        // ANCHOR_END: cut_monitor => let _ = (change, group, pids);
        // ANCHOR_END: cut_monitor => Vec::new()
    }
    // ANCHOR_END: monitor
}
