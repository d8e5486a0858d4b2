//! The scope as a process: a GenServer that turns what happens into events, and carries out orders.
//!
//! Source: OTP, `pg`. Chapter: `distribution`.

use std::collections::BTreeMap;
use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next};
use node::{Node, NodeUp, Visibility};
use pg::{Question, core as local};
use process::{Context, Down, Envelope, Flush, Pid, Ref};
use term::{Atom, Term};

use crate::core::{Action, Event, State, Word, step};
use crate::wire;

/// The state of the server: the core, and which monitor watches whom.
pub struct Shell {
    node: Node,
    name: Atom,
    core: State,
    members: BTreeMap<Pid, Ref>,
    watched: BTreeMap<Ref, Watched>,
}

/// Whom a monitor watches. A process may be two of these, and has a monitor for each.
#[derive(Clone, Copy)]
enum Watched {
    Member(Pid),
    Peer(Pid),
}

impl GenServer for Shell {
    type Args = (Node, Atom);
    type Call = Question;
    type Reply = local::Reply;
    type Cast = ();
    type Continue = ();

    // ANCHOR: init
    async fn init((node, name): (Node, Atom), me: &mut Context) -> Init<Self> {
        node.monitor_nodes(me);
        let nodes = node.list();
        let (members, watched) = (BTreeMap::new(), BTreeMap::new());
        let mut shell = Self { node, name, core: State::default(), members, watched };
        for node in nodes {
            shell.happened(Event::NodeUp(node), me);
        }
        Init::ok(shell)
    }
    // ANCHOR_END: init

    async fn handle_call(
        &mut self,
        question: Question,
        from: Client<local::Reply>,
        me: &mut Context,
    ) -> Answer<Self> {
        let event = match question.read(self.core.groups(), from.pid(), me) {
            Ok(reply) => return Answer::reply(reply),
            Err(event) => event,
        };
        let reply = self.happened(Event::Here(event), me);
        Answer::reply(reply.expect("the core answers every question"))
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        if let Some(event) = self.event(message) {
            self.happened(event, me);
        }
        Next::Receive
    }
}

impl Shell {
    // ANCHOR: event
    /// What a message means to the core.
    fn event(&mut self, message: Envelope) -> Option<Event> {
        let message = match message.open::<Term>() {
            Ok(term) => return wire::read(&term).map(|(peer, word)| Event::Said(peer, word)),
            Err(other) => other,
        };
        if let Some(up) = message.peek::<NodeUp>() {
            return (up.visibility == Visibility::Visible).then_some(Event::NodeUp(up.node));
        }
        let reference = message.peek::<Down>()?.reference;
        Some(match self.watched.remove(&reference) {
            Some(Watched::Peer(peer)) => Event::PeerDown(peer),
            Some(Watched::Member(pid)) => {
                self.members.remove(&pid);
                Event::Here(local::Event::MemberDown(pid))
            }
            None => Event::Here(local::Event::WatcherDown(reference)),
        })
    }
    // ANCHOR_END: event

    // ANCHOR: happened
    /// Tells the core what has happened, and does what it orders.
    fn happened(&mut self, event: Event, me: &mut Context) -> Option<local::Reply> {
        let mut answer = None;
        for order in step(&mut self.core, event) {
            match order {
                Action::Discover(node) => {
                    self.node.send(me, (self.name, node), wire::write(me.pid(), &Word::Discover));
                }
                Action::Tell(peer, word) if self.is_connected(peer) => {
                    me.send(peer, wire::write(me.pid(), &word));
                }
                Action::Tell(..) => {} // its end is on its way to us
                Action::MonitorPeer(peer) => {
                    self.watched.insert(me.monitor(peer), Watched::Peer(peer));
                }
                Action::Here(order) => answer = self.carry_out(order, me).or(answer),
            }
        }
        answer
    }
    // ANCHOR_END: happened

    /// What the groups of one node order.
    fn carry_out(&mut self, order: local::Action, me: &mut Context) -> Option<local::Reply> {
        match order {
            local::Action::Monitor(pid) => {
                let reference = me.monitor(pid);
                self.members.insert(pid, reference);
                self.watched.insert(reference, Watched::Member(pid));
            }
            local::Action::Demonitor(pid) => {
                if let Some(reference) = self.members.remove(&pid) {
                    self.watched.remove(&reference);
                    me.demonitor(reference, Flush::Yes);
                }
            }
            local::Action::Notify { to, changed } => me.send(to, changed),
            local::Action::Reply(reply) => return Some(reply),
        }
        None
    }

    /// Whether something can be said to this scope without making a connection first.
    fn is_connected(&self, peer: Pid) -> bool {
        self.node.is_here(peer) || self.node.list().contains(&self.node.node_of(peer))
    }
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (members, watchers) = self.core.groups().counts();
        let (groups, peers) = (self.core.groups().groups().len(), self.core.peers().count());
        write!(f, "{groups} groups, {members} members here, {watchers} monitors, {peers} peers")
    }
}
