//! The node behind its handles: connections come up and go, and what is for other nodes finds its way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use handshake::{Peer, flags};
use network::Stream;
use process::{ExitReason, Pid, Ref, Signal, System};
use term::Atom;
use tokio::sync::watch;

use crate::calls::Calls;
use crate::connection::Connection;
use crate::functions::Functions;
use crate::options::{ConnectError, Options};
use crate::peers::{Event, Generation};
use crate::spawns::Spawns;
use crate::state::{Chore, Parcel, State, Waiter};
use crate::watchers::{NodeDown, NodeUp, Visibility};

pub(crate) struct Inner {
    pub(crate) system: System,
    pub(crate) own: etf::Node,
    pub(crate) options: Options,
    pub(crate) functions: Functions,
    /// Requests under way, in both directions.
    pub(crate) calls: Mutex<Calls>,
    /// Processes that we have asked other nodes to start.
    pub(crate) spawns: Mutex<Spawns>,
    /// The connections that stand, for whoever sends.
    up: RwLock<BTreeMap<Atom, Arc<Connection>>>,
    state: Mutex<State>,
    /// Whether the node has left its cluster.
    pub(crate) stopped: watch::Sender<bool>,
}

impl Inner {
    pub(crate) fn new(system: &System, options: Options, own: etf::Node) -> Arc<Self> {
        Arc::new(Self {
            system: system.clone(),
            own,
            options,
            functions: Functions::default(),
            calls: Mutex::default(),
            spawns: Mutex::default(),
            up: RwLock::default(),
            state: Mutex::default(),
            stopped: watch::Sender::new(false),
        })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn spawns(&self) -> MutexGuard<'_, Spawns> {
        self.spawns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection with a node, if one stands.
    pub(crate) fn connection(&self, peer: Atom) -> Option<Arc<Connection>> {
        self.up.read().unwrap_or_else(PoisonError::into_inner).get(&peer).cloned()
    }

    /// All connections that stand, in the order of the names.
    pub(crate) fn connections(&self) -> Vec<Arc<Connection>> {
        let mut all: Vec<_> =
            self.up.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect();
        all.sort_by_key(|connection| connection.name.text());
        all
    }

    /// The node of a pid's number.
    pub(crate) fn name_of(&self, node: u32) -> Atom {
        etf::Node::of_number(node, self.own).name
    }

    // ---- connections come up and go

    /// Takes an event and does what follows from it.
    pub(crate) fn step(self: &Arc<Self>, event: Event, fresh: Option<&Arc<Connection>>) {
        let mut state = self.state();
        let chores = state.step(event, fresh);
        for chore in &chores {
            match chore {
                Chore::Up(connection) => self.comes_up(&mut state, connection),
                Chore::Down(connection) => {
                    let mut up = self.up.write().unwrap_or_else(PoisonError::into_inner);
                    if up.get(&connection.name).is_some_and(|now| Arc::ptr_eq(now, connection)) {
                        up.remove(&connection.name);
                    }
                }
                Chore::Dial(..) | Chore::Undelivered(_) => {}
            }
        }
        drop(state);
        for chore in chores {
            match chore {
                Chore::Dial(peer, generation) => {
                    self.system.start_task(Arc::clone(self).dial(peer, generation));
                }
                Chore::Up(connection) => {
                    let (node, visibility) = (connection.name, visibility(&connection.peer));
                    self.state().watchers.tell(&self.system, NodeUp { node, visibility });
                }
                Chore::Down(connection) => self.went_down(&connection),
                Chore::Undelivered(parcels) => self.undelivered(parcels),
            }
        }
    }

    /// Under the lock of the state: what waited goes out before anything that is sent from now on.
    fn comes_up(self: &Arc<Self>, state: &mut State, connection: &Arc<Connection>) {
        for parcel in state.waiting.remove(&connection.name).unwrap_or_default() {
            self.put(connection, parcel);
        }
        let mut up = self.up.write().unwrap_or_else(PoisonError::into_inner);
        up.insert(connection.name, Arc::clone(connection));
    }

    fn went_down(&self, connection: &Connection) {
        let signals = connection.outbox().ties.lost();
        for signal in signals {
            self.system.arrive(signal);
        }
        self.calls().lost(connection.name);
        self.spawns().lost(connection.name);
        let (node, visibility) = (connection.name, visibility(&connection.peer));
        self.state().watchers.tell(&self.system, NodeDown { node, visibility });
    }

    /// There is no connection: ties that were to be made end at once.
    fn undelivered(&self, parcels: Vec<Parcel>) {
        for parcel in parcels {
            match parcel {
                Parcel::Signal(Signal::Link { from, to }) => self.system.arrive(Signal::LinkExit {
                    from: to,
                    to: from,
                    reason: ExitReason::NoConnection,
                }),
                Parcel::Signal(Signal::Monitor { from, reference, .. }) => {
                    self.no_connection(from, reference);
                }
                Parcel::Control(crate::control::Control::SpawnRequest { id, .. }) => {
                    if let Some(id) = id.local() {
                        self.spawns().forget(id);
                    }
                }
                _ => {}
            }
        }
    }

    fn no_connection(&self, watcher: Pid, reference: Ref) {
        self.system.arrive(Signal::Down { to: watcher, reference, reason: ExitReason::NoConnection });
    }

    /// Makes a connection, if there is none and none is under way; `waiter` hears of it.
    pub(crate) fn want(self: &Arc<Self>, peer: Atom, waiter: Option<Waiter>) {
        if *self.stopped.borrow() {
            if let Some(waiter) = waiter {
                let _ = waiter.send(Err(ConnectError::Stopped));
            }
            return;
        }
        let mut state = self.state();
        if state.peers.up(peer).is_some() {
            if let Some(waiter) = waiter {
                let _ = waiter.send(Ok(()));
            }
            return;
        }
        if let Some(waiter) = waiter {
            state.waiters.entry(peer).or_default().push(waiter);
        }
        drop(state);
        self.step(Event::Wanted { peer }, None);
    }

    /// Sends this as soon as there is a connection.
    pub(crate) fn send_later(self: &Arc<Self>, peer: Atom, parcel: Parcel) {
        let mut state = self.state();
        if let Some(connection) = self.connection(peer) {
            drop(state);
            return self.put(&connection, parcel);
        }
        if *self.stopped.borrow() {
            drop(state);
            return self.undelivered(vec![parcel]);
        }
        state.waiting.entry(peer).or_default().push(parcel);
        drop(state);
        self.step(Event::Wanted { peer }, None);
    }

    /// A handshake is done.
    pub(crate) fn established(self: &Arc<Self>, peer: Peer, stream: Stream, generation: Generation) {
        let connection = Connection::new(peer, generation, self.own);
        if *self.stopped.borrow() {
            return self.step(Event::Failed { peer: connection.name, generation }, None);
        }
        self.step(Event::Done { peer: connection.name, generation }, Some(&connection));
        if !self.state().connections.contains_key(&generation) {
            return; // another one serves
        }
        let (reader, writer) = tokio::io::split(stream);
        self.system.start_task(Arc::clone(&connection).write(writer));
        self.system.start_task(Arc::clone(&connection).tick(self.options.tick));
        self.system.start_task(Arc::clone(self).listen(Arc::clone(&connection), reader));
        if *self.stopped.borrow() {
            self.disconnect(connection.name); // it stopped while this came up
        }
    }

    /// Takes what comes over a connection, until its end.
    async fn listen(self: Arc<Self>, connection: Arc<Connection>, stream: tokio::io::ReadHalf<Stream>) {
        let take = |control| self.take(&connection, control);
        let Options { longest, busy_wait, .. } = self.options;
        if let Err(cause) = connection.read(stream, longest, busy_wait, take).await {
            (self.options.log)(&format!("connection with {} closed: {cause}", connection.name.text()));
        }
        let (peer, generation) = (connection.name, connection.generation);
        self.step(Event::Lost { peer, generation }, None);
    }

    /// Closes the connection with a node; says whether there was one.
    pub(crate) fn disconnect(self: &Arc<Self>, peer: Atom) -> bool {
        let Some(connection) = self.connection(peer) else { return false };
        connection.close();
        self.step(Event::Lost { peer, generation: connection.generation }, None);
        true
    }

    /// No more connections; the name is free.
    pub(crate) fn stop(self: &Arc<Self>) {
        self.stopped.send_replace(true);
        for connection in self.connections() {
            self.disconnect(connection.name);
        }
    }
}

/// Whether the other node wants to be seen.
pub(crate) fn visibility(peer: &Peer) -> Visibility {
    if peer.flags & flags::PUBLISHED == 0 { Visibility::Hidden } else { Visibility::Visible }
}
