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
    /// Each of these processes joins the group, once for each time it is named.
    fn join(&mut self, group: &Term, pids: &[Pid]) -> Vec<Action> {
        // TODO join: note it by process and by group (`Members::add`); who is new here is watched;
        // whoever wants to hear of it is told (`tell`), then the answer is `Ok`
        let _ = (group, pids, &mut self.joined, &mut self.groups, crate::state::Members::add, Action::Monitor);
        todo!("join: take these processes into the group")
    }

    /// Each of these processes leaves the group, once for each time it is named.
    fn leave(&mut self, group: &Term, pids: &[Pid]) -> Vec<Action> {
        // TODO leave: one membership for each mention; who is in no group any more is not watched;
        // tell and answer as `join` does, or `NotJoined` if none of them was here
        let _ = (group, pids, Change::Leave, Action::Demonitor, Reply::NotJoined, Self::remove);
        todo!("leave: take these processes out of the group")
    }

    /// Takes one mention of a process out of a group. A group without members is no group.
    fn remove(&mut self, group: &Term, pid: Pid) {
        // TODO leave: out of the group (`Members::take`); and if nobody is left?
        let _ = (group, pid, &mut self.groups, crate::state::Members::take);
        todo!("leave: one mention goes");
    }

    /// A member has ended: it leaves every group, as often as it had joined.
    fn member_down(&mut self, pid: Pid) -> Vec<Action> {
        // TODO death: every membership goes, and whoever watches hears of each
        todo!("death: {pid} has ended")
    }

    /// From now on this process hears of changes. The answer is how things stand, the messages are what comes after.
    fn monitor(&mut self, reference: Ref, watcher: Pid, of: Watched) -> Vec<Action> {
        // TODO monitor: note the watcher under its reference, and answer with what it will not hear of
        let _ = (reference, watcher, of, &mut self.watchers, Reply::Snapshot);
        todo!("monitor: note the watcher")
    }

    /// One message for each watcher whom this change concerns.
    pub(crate) fn tell(&self, change: Change, group: &Term, pids: &[Pid]) -> Vec<Action> {
        // TODO monitor: who watches the scope hears of all groups, who watches a group of this one only
        let _ = (change, group, pids);
        Vec::new()
    }
}
