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

/// A scope, as its core sees it.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The groups, their members on this node and on others, and who watches.
    pub(crate) groups: local::State,
    /// The same scope on other nodes, in the order in which we met. Whoever is lost is no peer.
    pub(crate) peers: Vec<Pid>,
}

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

    /// A scope on another node asks who is there.
    fn discovered(&mut self, peer: Pid) -> Vec<Action> {
        // TODO discover: it gets a `Sync` of what is `ours`; whoever is new is noted in `peers`, watched, and asked
        // who is there in return
        let _ = (&mut self.peers, Action::MonitorPeer, Word::Discover, Self::ours);
        todo!("discover: {peer} asks who is there")
    }

    /// What this scope answers for: groups and members, as in a [`Word::Sync`].
    fn ours(&self) -> Vec<(Term, Vec<Pid>)> {
        // TODO discover: `groups` knows members of all nodes and of this one; which do we answer for?
        todo!("discover: what is ours")
    }

    /// A scope says all that it has. What it said before may be out of date.
    fn synced(&mut self, peer: Pid, now: &[(Term, Vec<Pid>)]) -> Vec<Action> {
        // TODO sync: whoever is new is noted and watched; then only the `difference` between what it has told
        // (`groups.told_by`) and what it says `now` has happened: `PeerLeft`, `PeerJoined` (by `here`)
        let _ = (now, difference, local::State::told_by, Self::here);
        todo!("sync: what {peer} has")
    }

    /// Something on this node. If our members have changed by it, the scopes of other nodes hear of it.
    fn here(&mut self, event: local::Event) -> Vec<Action> {
        // TODO tell: each peer is told of a join, of a leave that took place, and of a death (`groups.groups_of`)
        local::step(&mut self.groups, event).into_iter().map(Action::Here).collect()
    }

    /// A scope says that processes of its node have joined a group.
    fn peer_joined(&mut self, peer: Pid, group: Term, pids: Vec<Pid>) -> Vec<Action> {
        // TODO hear: `PeerJoined`. And if `peer` is nobody we know?
        todo!("hear: {pids:?} of {peer} joined {group}")
    }

    /// A scope says that processes of its node have left groups.
    fn peer_left(&mut self, peer: Pid, pids: &[Pid], groups: Vec<Term>) -> Vec<Action> {
        // TODO hear: `PeerLeft`, for each of the groups
        todo!("hear: {pids:?} of {peer} left {groups:?}")
    }

    /// A scope has ended, or its node cannot be reached.
    fn peer_down(&mut self, peer: Pid) -> Vec<Action> {
        // TODO lost: it is no peer any more, and its members are none (`PeerDown`)
        todo!("lost: {peer}")
    }
}
