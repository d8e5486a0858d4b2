//! The core: which scopes there are on other nodes, what they are told, and what is believed of them.
//!
//! Each scope alone knows of its own processes' joins and deaths. Two that meet tell each other all they have; from
//! then on each tells what changes. When one is lost, all it has told goes with it. That is enough for all to see the
//! same: nobody counts votes, and nobody waits for anybody.
//!
//! Differs: when a sync changes a group that was known already, OTP tells nobody who watches it; here they hear.
//! Source: OTP 25, `pg`. Chapter: `distribution`.

use pg::core as local;
use process::Pid;
use term::Term;

use crate::difference::difference;
pub use crate::event::{Action, Event, Word};

// ANCHOR: state
/// A scope, as its core sees it.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The groups, their members on this node and on others, and who watches.
    pub(crate) groups: local::State,
    /// The same scope on other nodes, in the order in which we met. Whoever is lost is no peer.
    pub(crate) peers: Vec<Pid>,
}
// ANCHOR_END: state

/// Takes one event, and says what follows from it.
#[must_use]
pub fn step(state: &mut State, event: Event) -> Vec<Action> {
    match event {
        Event::NodeUp(node) => vec![Action::Discover(node)],
        Event::Said(peer, Word::Discover) => state.discovered(peer),
        Event::Said(peer, Word::Sync(groups)) => state.synced(peer, &groups),
        Event::Said(peer, Word::Join(group, pids)) => state.peer_joined(peer, group, pids),
        Event::Said(peer, Word::Leave(pids, groups)) => state.peer_left(peer, &pids, groups),
        Event::PeerDown(peer) => state.peer_down(peer),
        Event::Here(event) => state.here(event),
    }
}

impl State {
    /// The groups, as they are seen on this node.
    #[must_use]
    pub fn groups(&self) -> &local::State {
        &self.groups
    }

    /// The scopes of other nodes that are known.
    pub fn peers(&self) -> impl Iterator<Item = Pid> {
        self.peers.iter().copied()
    }

    // ANCHOR: discover
    /// A scope on another node asks who is there.
    fn discovered(&mut self, peer: Pid) -> Vec<Action> {
        // ANCHOR: cut_discover
        let mut actions = vec![Action::Tell(peer, Word::Sync(self.ours()))];
        if !self.peers.contains(&peer) {
            self.peers.push(peer);
            actions.push(Action::MonitorPeer(peer));
            actions.push(Action::Tell(peer, Word::Discover));
        }
        actions
        // ANCHOR_END: cut_discover => // TODO discover: it gets a `Sync` of what is `ours`; whoever is new is noted in `peers`, watched, and asked
        // ANCHOR_END: cut_discover => // who is there in return
        // ANCHOR_END: cut_discover => let _ = (&mut self.peers, Action::MonitorPeer, Word::Discover, Self::ours);
        // ANCHOR_END: cut_discover => todo!("discover: {peer} asks who is there")
    }

    /// What this scope answers for: groups and members, as in a [`Word::Sync`].
    fn ours(&self) -> Vec<(Term, Vec<Pid>)> {
        // ANCHOR: cut_discover
        let groups = self.groups.local_groups().into_iter();
        groups.map(|group| (group.clone(), self.groups.local_members(&group))).collect()
        // ANCHOR_END: cut_discover => // TODO discover: `groups` knows members of all nodes and of this one; which do we answer for?
        // ANCHOR_END: cut_discover => todo!("discover: what is ours")
    }
    // ANCHOR_END: discover

    // ANCHOR: sync
    /// A scope says all that it has. What it said before may be out of date.
    fn synced(&mut self, peer: Pid, now: &[(Term, Vec<Pid>)]) -> Vec<Action> {
        // ANCHOR: cut_sync
        let mut actions = Vec::new();
        if !self.peers.contains(&peer) {
            self.peers.push(peer);
            actions.push(Action::MonitorPeer(peer));
        }
        let (gone, come) = difference(self.groups.told_by(peer), now);
        for (group, pids) in gone {
            actions.extend(self.here(local::Event::PeerLeft { peer, group, pids }));
        }
        for (group, pids) in come {
            actions.extend(self.here(local::Event::PeerJoined { peer, group, pids }));
        }
        actions
        // ANCHOR_END: cut_sync => // TODO sync: whoever is new is noted and watched; then only the `difference` between what it has told
        // ANCHOR_END: cut_sync => // (`groups.told_by`) and what it says `now` has happened: `PeerLeft`, `PeerJoined` (by `here`)
        // ANCHOR_END: cut_sync => let _ = (now, difference, local::State::told_by, Self::here);
        // ANCHOR_END: cut_sync => todo!("sync: what {peer} has")
    }
    // ANCHOR_END: sync

    // ANCHOR: tell
    /// Something on this node. If our members have changed by it, the scopes of other nodes hear of it.
    fn here(&mut self, event: local::Event) -> Vec<Action> {
        // ANCHOR: cut_tell
        let word = match &event {
            local::Event::JoinAsked { group, pids } => Some(Word::Join(group.clone(), pids.clone())),
            local::Event::LeaveAsked { group, pids } => Some(Word::Leave(pids.clone(), vec![group.clone()])),
            local::Event::MemberDown(pid) => {
                Some(Word::Leave(vec![*pid], self.groups.groups_of(*pid).to_vec()))
            }
            _ => None,
        };
        let done = local::step(&mut self.groups, event);
        let refused = done.contains(&local::Action::Reply(local::Reply::NotJoined));
        let told = word.filter(|_| !refused);
        let mut actions: Vec<Action> = done.into_iter().map(Action::Here).collect();
        actions
            .extend(told.iter().flat_map(|word| self.peers().map(|peer| Action::Tell(peer, word.clone()))));
        actions
        // ANCHOR_END: cut_tell => // TODO tell: each peer is told of a join, of a leave that took place, and of a death (`groups.groups_of`)
        // ANCHOR_END: cut_tell => local::step(&mut self.groups, event).into_iter().map(Action::Here).collect()
    }
    // ANCHOR_END: tell

    // ANCHOR: hear
    /// A scope says that processes of its node have joined a group.
    fn peer_joined(&mut self, peer: Pid, group: Term, pids: Vec<Pid>) -> Vec<Action> {
        // ANCHOR: cut_hear
        if !self.peers.contains(&peer) {
            return Vec::new(); // its sync will come, and say this as well
        }
        self.here(local::Event::PeerJoined { peer, group, pids })
        // ANCHOR_END: cut_hear => // TODO hear: `PeerJoined`. And if `peer` is nobody we know?
        // ANCHOR_END: cut_hear => todo!("hear: {pids:?} of {peer} joined {group}")
    }

    /// A scope says that processes of its node have left groups.
    fn peer_left(&mut self, peer: Pid, pids: &[Pid], groups: Vec<Term>) -> Vec<Action> {
        // ANCHOR: cut_hear
        if !self.peers.contains(&peer) {
            return Vec::new();
        }
        let left = |group| local::Event::PeerLeft { peer, group, pids: pids.to_vec() };
        groups.into_iter().flat_map(|group| self.here(left(group))).collect()
        // ANCHOR_END: cut_hear => // TODO hear: `PeerLeft`, for each of the groups
        // ANCHOR_END: cut_hear => todo!("hear: {pids:?} of {peer} left {groups:?}")
    }
    // ANCHOR_END: hear

    // ANCHOR: lost
    /// A scope has ended, or its node cannot be reached.
    fn peer_down(&mut self, peer: Pid) -> Vec<Action> {
        // ANCHOR: cut_lost
        self.peers.retain(|known| *known != peer);
        self.here(local::Event::PeerDown(peer))
        // ANCHOR_END: cut_lost => // TODO lost: it is no peer any more, and its members are none (`PeerDown`)
        // ANCHOR_END: cut_lost => todo!("lost: {peer}")
    }
    // ANCHOR_END: lost
}
