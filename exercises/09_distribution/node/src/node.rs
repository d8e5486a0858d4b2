//! A node: what a program does with it.
//!
//! Source: Erlang Reference Manual, "Distributed Erlang"; `net_kernel`, `erlang:nodes/1`. Chapter: `distribution`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use monitors::Target;
use process::{Context, Envelope, Pid, Ref, Remote, Signal, System};
use term::{Atom, Term};
use tokio::sync::oneshot;

use crate::address::{Address, parts};
use crate::asked::{Asked, GenMessage};
use crate::carrier::{Carrier, is_here};
use crate::control::Control;
use crate::functions::Functions;
use crate::inner::{Inner, visibility};
use crate::options::{ConnectError, Options, StartError};
use crate::registered::Registered;
use crate::state::Parcel;
use crate::watchers::Visibility;

/// How long nobody is let in after a call could not be taken.
const PAUSE: Duration = Duration::from_millis(100);

/// A node of a cluster. Clones are handles to the same one.
#[derive(Clone)]
pub struct Node {
    pub(crate) inner: Arc<Inner>,
}

impl Node {
    /// Makes a node of a system: it listens, EPMD knows its name, and pids of other nodes can be reached.
    ///
    /// # Errors
    /// [`StartError`]: the name is none, or in use; the port is in use; there is no EPMD and none can be started.
    pub async fn start(system: &System, options: Options) -> Result<Self, StartError> {
        let (alive, host) = parts(&options.name)?;
        let listening = options.to_nodes().listen(host, options.port).await;
        let mut listener = listening.map_err(|cause| StartError::Listen {
            host: host.to_owned(),
            port: options.port,
            cause,
        })?;
        let spawner: epmd::Spawner = {
            let system = system.clone();
            Arc::new(move |task| system.start_task(task))
        };
        let entry = match options.visibility {
            Visibility::Visible => epmd::Entry::visible(alive, listener.port()),
            Visibility::Hidden => epmd::Entry::hidden(alive, listener.port()),
        };
        let first_creation = (options.random)();
        let network = Arc::clone(&options.network);
        let (host, port) = (host.to_owned(), options.epmd);
        let registered = Registered { network, host, port, entry, spawner, first_creation };
        let held = registered.tell().await?;
        let own = etf::Node { name: Atom::new(&options.name), creation: held.0.creation() };
        let inner = Inner::new(system, options, own);
        let carrier: Arc<dyn Remote> = Arc::new(Carrier { node: Arc::downgrade(&inner), own });
        if !system.set_remote(carrier) {
            return Err(StartError::Already);
        }
        system.start_task(registered.keep(Arc::downgrade(&inner), held));
        let accepting = Arc::downgrade(&inner);
        system.start_task(async move {
            loop {
                let accepted = listener.accept().await;
                let Some(inner) = accepting.upgrade().filter(|inner| !*inner.stopped.borrow()) else {
                    return;
                };
                match accepted {
                    Ok(stream) => inner.system.start_task(Arc::clone(&inner).answer(stream)),
                    Err(cause) => {
                        // Too many open files, for one: the next caller may find room again.
                        (inner.options.log)(&format!("a call was not taken: {cause}"));
                        drop(inner);
                        tokio::time::sleep(PAUSE).await;
                    }
                }
            }
        });
        let node = Self { inner };
        node.start_net_kernel();
        Ok(node)
    }

    /// `net_kernel` answers what a node of the BEAM asks when it pings: whether it has found the right one.
    fn start_net_kernel(&self) {
        let node = self.clone();
        let kernel = self.system().spawn(move |mut me| async move {
            loop {
                let message: Term = me.receive().await;
                if let GenMessage::Call(asked, _) = GenMessage::of(message) {
                    node.answer(&me, &asked, Term::Atom(Atom::new("yes")));
                }
            }
        });
        let _ = self.system().register("net_kernel", kernel);
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Atom {
        self.inner.own.name
    }

    /// Its name, and which life of it this is.
    #[must_use]
    pub fn identity(&self) -> etf::Node {
        self.inner.own
    }

    /// The system whose processes it connects with others.
    #[must_use]
    pub fn system(&self) -> &System {
        &self.inner.system
    }

    /// What other nodes may start here.
    #[must_use]
    pub fn functions(&self) -> &Functions {
        &self.inner.functions
    }

    // ---- connections

    /// Connects to a node; it is no error when there is a connection already, or the node is this one.
    ///
    /// # Errors
    /// [`ConnectError`].
    pub async fn connect(&self, node: &str) -> Result<(), ConnectError> {
        parts(node)?;
        let peer = Atom::new(node);
        if peer == self.name() {
            return Ok(());
        }
        let (waiter, connected) = oneshot::channel();
        self.inner.want(peer, Some(waiter));
        connected.await.unwrap_or_else(|_| Err(ConnectError::NotRunning(node.to_owned())))
    }

    /// Ends the connection with a node; says whether there was one.
    pub fn disconnect(&self, node: &str) -> bool {
        self.inner.disconnect(Atom::new(node))
    }

    /// The visible nodes with which there is a connection, in order: `nodes()`.
    #[must_use]
    pub fn list(&self) -> Vec<Atom> {
        self.list_of(Visibility::Visible)
    }

    /// The hidden ones: `nodes(hidden)`.
    #[must_use]
    pub fn list_hidden(&self) -> Vec<Atom> {
        self.list_of(Visibility::Hidden)
    }

    fn list_of(&self, which: Visibility) -> Vec<Atom> {
        let all = self.inner.connections().into_iter();
        all.filter(|connection| visibility(&connection.peer) == which)
            .map(|connection| connection.name)
            .collect()
    }

    /// From now on the process gets [`NodeUp`](crate::NodeUp) and [`NodeDown`](crate::NodeDown).
    pub fn monitor_nodes(&self, me: &Context) {
        self.inner.state().watchers.add(me);
    }

    /// No more of them; what lies in the mailbox stays.
    pub fn demonitor_nodes(&self, me: &Context) {
        self.inner.state().watchers.remove(me);
    }

    /// Leaves the cluster: connections end, the name is free, nobody is let in.
    pub fn stop(&self) {
        self.inner.stop();
    }

    /// Waits until the node has left.
    pub async fn stopped(&self) {
        let mut stopped = self.inner.stopped.subscribe();
        let _ = stopped.wait_for(|stopped| *stopped).await; // the sender lives as long as the node
    }

    // ---- messages

    /// Sends a message. It never waits and never fails; a connection is made if there is none.
    #[track_caller]
    pub fn send(&self, me: &Context, to: impl Into<Address>, message: Term) {
        match to.into() {
            Address::Process(process) => me.send(process, message),
            Address::Name { name, node } if node == self.name() => {
                let _ = me.send_name(name.text(), message); // to a node one sends into the dark
            }
            Address::Name { name, node } => {
                let control = Control::RegSend { from: me.pid(), name, message };
                self.inner.send(node, Parcel::Control(control));
            }
        }
    }

    /// Watches a process, or whoever has a name on a node. [`Down`](process::Down) comes when it ends, with
    /// `noproc` when there is none, and with `noconnection` when the connection is lost.
    #[track_caller]
    pub fn monitor(&self, me: &Context, to: impl Into<Address>) -> Ref {
        match to.into() {
            Address::Process(process) => me.monitor(process),
            Address::Name { name, node } if node == self.name() => me.monitor_name(name.text()),
            Address::Name { name, node } => {
                let place = etf::Node { name: node, creation: 0 }.number(self.inner.own);
                let target = Target::Name(name.text().into(), Some(Pid::of_node(place, 0, 0)));
                me.monitor_target(target)
            }
        }
    }

    /// Answers a request that came as a term.
    pub fn answer(&self, me: &Context, asked: &Asked, answer: Term) {
        self.inner.answer_asked(me.pid(), asked, answer);
    }

    /// The name of the node on which a process lives.
    #[must_use]
    pub fn node_of(&self, process: Pid) -> Atom {
        self.inner.name_of(process.node())
    }

    /// Whether the process lives on this node.
    #[must_use]
    pub fn is_here(&self, process: Pid) -> bool {
        is_here(process)
    }

    /// A message in the name of another process, for libraries.
    pub fn send_as(&self, from: Pid, to: Pid, message: Term) {
        if is_here(to) {
            self.inner.system.send_as(from, to, message);
        } else {
            let signal = Signal::Send { to, message: Envelope::new(from, message) };
            self.inner.send(self.node_of(to), Parcel::Signal(signal));
        }
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Node({})", self.name().text())
    }
}
