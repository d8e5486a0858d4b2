//! What a node knows of its connections, behind one lock, and what follows from a change of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use process::Signal;
use term::Atom;
use tokio::sync::oneshot;

use crate::connection::Connection;
use crate::control::Control;
use crate::options::ConnectError;
use crate::peers::{Action, Event, Generation, Peers};
use crate::watchers::Watchers;

/// What waits for a connection.
pub enum Parcel {
    /// From the kernel.
    Signal(Signal),
    /// From the node itself.
    Control(Control),
}

impl Parcel {
    /// Whether it is worth a connection. The other signals speak of ties, and without a connection there are none.
    pub fn needs_a_connection(&self) -> bool {
        use Signal::{Exit, Link, Monitor, Send};
        match self {
            Self::Signal(signal) => {
                matches!(signal, Send { .. } | Exit { .. } | Link { .. } | Monitor { .. })
            }
            Self::Control(_) => true,
        }
    }
}

/// Who waits for a connection, and hears whether it stands.
pub type Waiter = oneshot::Sender<Result<(), ConnectError>>;

/// Everything about connections that changes.
#[derive(Default)]
pub struct State {
    /// How it stands with each node.
    pub peers: Peers,
    /// Connections that stand, each until its end is told.
    pub connections: BTreeMap<Generation, Arc<Connection>>,
    /// What is sent when the connection stands.
    pub waiting: BTreeMap<Atom, Vec<Parcel>>,
    /// Who waits for it.
    pub waiters: BTreeMap<Atom, Vec<Waiter>>,
    /// Why the last attempt came to nothing.
    pub failures: BTreeMap<Atom, ConnectError>,
    /// Who hears of nodes.
    pub watchers: Watchers,
}

/// What is left to do once the lock is free: all of it may come back to the node.
pub enum Chore {
    /// Call this node.
    Dial(Atom, Generation),
    /// Tell who watches nodes, and run the connection.
    Up(Arc<Connection>),
    /// Undo the ties, tell who watches nodes.
    Down(Arc<Connection>),
    /// Tell who has sent this that there is no connection.
    Undelivered(Vec<Parcel>),
}

impl State {
    /// Takes an event; `fresh` is the connection that the event speaks of, if it is new.
    pub fn step(&mut self, event: Event, fresh: Option<&Arc<Connection>>) -> Vec<Chore> {
        let mut chores = Vec::new();
        for action in self.peers.step(event) {
            match action {
                Action::Dial { peer, generation } => chores.push(Chore::Dial(peer, generation)),
                Action::Close { generation } => {
                    if let Some(connection) = self.connections.get(&generation) {
                        connection.close();
                    }
                }
                Action::Up { peer, generation } => {
                    let Some(connection) = fresh.filter(|fresh| fresh.generation == generation) else {
                        continue;
                    };
                    self.connections.insert(generation, Arc::clone(connection));
                    chores.push(Chore::Up(Arc::clone(connection)));
                    self.failures.remove(&peer);
                    for waiter in self.waiters.remove(&peer).unwrap_or_default() {
                        let _ = waiter.send(Ok(())); // who asked may be gone
                    }
                }
                Action::Down { generation, .. } => {
                    chores.extend(self.connections.remove(&generation).map(Chore::Down));
                }
                Action::GiveUp { peer } => {
                    chores.extend(self.waiting.remove(&peer).map(Chore::Undelivered));
                    let none = ConnectError::NotRunning(peer.text().to_owned());
                    let failure = self.failures.remove(&peer).unwrap_or(none);
                    for waiter in self.waiters.remove(&peer).unwrap_or_default() {
                        let _ = waiter.send(Err(failure.clone()));
                    }
                }
            }
        }
        chores
    }
}
