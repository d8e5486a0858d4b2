//! The node behind its handles: connections come up and go, and what is for other nodes finds its way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use handshake::{Acceptor, Identity, Initiator, Peer, Refusal, Standing, flags};
use network::Stream;
use process::{ExitReason, Pid, Ref, Signal, System};
use term::Atom;
use tokio::sync::watch;

use crate::address::parts;
use crate::calls::Calls;
use crate::connection::Connection;
use crate::functions::Functions;
use crate::options::{ConnectError, Options};
use crate::peers::{Event, Generation};
use crate::setup::{self, Doorkeeper, SETUP_TIME, SetupError};
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
            match parcel {
                Parcel::Signal(signal) => self.post(connection, signal),
                Parcel::Control(control) => connection.send(control),
            }
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
                    let spawns = &mut self.spawns();
                    id.local().map(|id| spawns.forget(id));
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
            match parcel {
                Parcel::Signal(signal) => self.post(&connection, signal),
                Parcel::Control(control) => connection.send(control),
            }
            return;
        }
        if *self.stopped.borrow() {
            drop(state);
            return self.undelivered(vec![parcel]);
        }
        state.waiting.entry(peer).or_default().push(parcel);
        drop(state);
        self.step(Event::Wanted { peer }, None);
    }

    // ---- the two ways to a connection

    fn identity(&self) -> Identity {
        let flags = match self.options.visibility {
            Visibility::Visible => flags::VISIBLE,
            Visibility::Hidden => flags::HIDDEN,
        };
        Identity { name: self.options.name.clone(), flags, creation: self.own.creation }
    }

    /// Calls a node.
    async fn dial(self: Arc<Self>, peer: Atom, generation: Generation) {
        match self.call(peer.text()).await {
            Ok((found, stream)) => self.established(found, stream, generation),
            Err(failure) => {
                let simultaneous = matches!(failure, Failure::Simultaneous);
                let node = peer.text().to_owned();
                let failure = match failure {
                    Failure::NotRunning => ConnectError::NotRunning(node),
                    Failure::Simultaneous => {
                        ConnectError::Failed { node, cause: "it was calling us, and did not".to_owned() }
                    }
                    Failure::Other(cause) => ConnectError::Failed { node, cause },
                };
                self.state().failures.insert(peer, failure);
                if simultaneous {
                    tokio::time::sleep(SETUP_TIME).await; // its own call has so long to come
                }
                self.step(Event::Failed { peer, generation }, None);
            }
        }
    }

    async fn call(&self, peer: &str) -> Result<(Peer, Stream), Failure> {
        let network = &self.options.network;
        let (alive, host) = parts(peer).map_err(|bad| Failure::Other(bad.to_string()))?;
        let entry = epmd::port_please(network, host, self.options.epmd, alive).await;
        let entry = entry.map_err(|_| Failure::NotRunning)?.ok_or(Failure::NotRunning)?;
        let mut stream = network.connect(host, entry.port).await.map_err(|_| Failure::NotRunning)?;
        let side = Initiator::new(self.identity(), peer, &self.options.cookie, (self.options.random)());
        match setup::call(side, &mut stream).await {
            Ok(found) => Ok((found, stream)),
            Err(SetupError::Refused(Refusal::Simultaneous(_))) => Err(Failure::Simultaneous),
            Err(other) => Err(Failure::Other(other.to_string())),
        }
    }

    /// Somebody calls.
    pub(crate) async fn answer(self: Arc<Self>, mut stream: Stream) {
        let generation = self.state().peers.generation();
        let side = Acceptor::new(self.identity(), &self.options.cookie, (self.options.random)());
        let mut keeper = Keeper { node: &self, generation, peer: None };
        match setup::answer(side, &mut stream, &mut keeper).await {
            Ok(peer) => self.established(peer, stream, generation),
            Err(cause) => {
                if let Some(peer) = keeper.peer {
                    (self.options.log)(&format!("no connection with {}: {cause}", peer.text()));
                    self.step(Event::Failed { peer, generation }, None);
                }
            }
        }
    }

    /// A handshake is done.
    fn established(self: &Arc<Self>, peer: Peer, stream: Stream, generation: Generation) {
        let connection = Connection::new(peer, generation, self.own);
        self.step(Event::Done { peer: connection.name, generation }, Some(&connection));
        if !self.state().connections.contains_key(&generation) {
            return; // another one serves
        }
        let (reader, writer) = tokio::io::split(stream);
        self.system.start_task(Arc::clone(&connection).write(writer));
        self.system.start_task(Arc::clone(&connection).tick(self.options.tick));
        self.system.start_task(Arc::clone(self).listen(connection, reader));
    }

    /// Takes what comes over a connection, until its end.
    async fn listen(self: Arc<Self>, connection: Arc<Connection>, stream: tokio::io::ReadHalf<Stream>) {
        let take = |control| self.take(&connection, control);
        if let Err(cause) = connection.read(stream, self.options.longest, take).await {
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

/// Why a call came to nothing.
enum Failure {
    NotRunning,
    Simultaneous,
    Other(String),
}

/// Whether the other node wants to be seen.
pub(crate) fn visibility(peer: &Peer) -> Visibility {
    if peer.flags & flags::PUBLISHED == 0 { Visibility::Hidden } else { Visibility::Visible }
}

/// Decides over one call.
struct Keeper<'a> {
    node: &'a Arc<Inner>,
    generation: Generation,
    peer: Option<Atom>,
}

impl Doorkeeper for Keeper<'_> {
    fn judge(&mut self, name: &str) -> Standing {
        let allowed = self.node.options.allowed.as_ref();
        let own = name == self.node.options.name;
        let stopped = *self.node.stopped.borrow();
        let Ok(peer) = Atom::try_new(name) else { return Standing::NotAllowed };
        if own || stopped || allowed.is_some_and(|allowed| !allowed.iter().any(|known| known == name)) {
            return Standing::NotAllowed;
        }
        self.peer = Some(peer);
        self.node.state().peers.judge(peer, self.generation)
    }

    fn drop_own_attempt(&mut self, name: &str) {
        self.node.step(Event::DropDialing { peer: Atom::new(name) }, None);
    }

    fn drop_old(&mut self, name: &str) {
        self.node.step(Event::DropOld { peer: Atom::new(name) }, None);
    }
}
