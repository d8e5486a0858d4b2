//! A network of the world: hosts, listeners and connections, with latency and faults that follow from the seed.
//!
//! Bytes written at one end arrive at the other in order, after a latency drawn for each write. A connection
//! behaves as TCP does:
//!
//! - a write may arrive in two parts, and two writes in one read: only the order of bytes is promised;
//! - at most [`WINDOW`] bytes are on the way in one direction; a further write waits;
//! - what a [cut](Net::cut) swallows is sent again after [`heal`](Net::heal): a connection outlives a cut, unless
//!   somebody above it loses patience. What had arrived before the cut can be read during it;
//! - a connect over a cut tries for [`CONNECT_TIMEOUT`] and then fails with `TimedOut`;
//! - an end that is dropped gives the other end the end of the stream, and its writes `BrokenPipe`;
//! - after [`crash`](Net::crash) of a host the others get `ConnectionReset`.
//!
//! Every fault is a note of the process `network` in the trace. Faults are also data: [`Fault`], [`Schedule`].
//!
//! SHORTCUT: what was lost is sent again one latency after the healing, for ever. TCP backs off, up to two minutes
//! between tries, and gives up after a quarter of an hour.
//! Left out: addresses (a host has one name; `localhost` and `127.0.0.1` mean the host itself), packets without
//! a connection, and acknowledgements: a cut of one direction leaves the other undisturbed.

mod connection;
mod end;
mod fault;
mod host;
mod state;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use network::Network;
use tokio::sync::Notify;
use trace::{Event, Kind, Tracer};

use crate::rng::Rng;
use crate::sim::{Spawner, World};
pub use fault::{Fault, FaultError, Schedule, Timed};
use host::Host;
use state::State;

/// Bytes that may be on the way, or arrived and unread, in one direction of a connection.
pub const WINDOW: usize = 1 << 20;

/// How long a connect tries to reach a host that does not answer.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// The network of a world. Clones are the same network.
///
/// ```
/// # use std::time::Duration;
/// # use tokio::io::{AsyncReadExt, AsyncWriteExt};
/// let run = harness::sim(1, |world| async move {
///     let net = harness::Net::new(&world);
///     let (alpha, beta) = (net.host("alpha"), net.host("beta"));
///     let mut listener = beta.listen("beta", 80).await?;
///     let mut client = alpha.connect("beta", 80).await?;
///     let mut server = listener.accept().await?;
///     net.cut(&["alpha"], &["beta"]);
///     client.write_all(b"hello").await?;
///     let mut heard = [0; 5];
///     let early = tokio::time::timeout(Duration::from_secs(60), server.read_exact(&mut heard)).await;
///     assert!(early.is_err(), "the cable is pulled");
///     net.heal();
///     server.read_exact(&mut heard).await?;
///     std::io::Result::Ok(heard)
/// });
/// let lines: Vec<_> = run.lines().collect();
/// assert_eq!(lines, ["cut alpha | beta", "heal"]);
/// assert_eq!(&run.finished().unwrap(), b"hello");
/// ```
#[derive(Clone)]
pub struct Net {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// Rings when a cut ends: a connect may try again.
    healed: Notify,
    tracer: Tracer,
    spawner: Spawner,
}

impl Net {
    /// A network without hosts. Its latencies are drawn from the seed of `world`, 1 to 5 ms each.
    #[must_use]
    pub fn new(world: &World) -> Self {
        let seed = world.choose(1 << 31) as u64;
        let shared = Shared {
            state: Mutex::new(State::new(Rng::new(seed))),
            healed: Notify::new(),
            tracer: world.tracer(),
            spawner: world.spawner(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The network as the host `name` sees it. A host comes to be when it is first asked for.
    #[must_use]
    pub fn host(&self, name: &str) -> Arc<dyn Network> {
        let name: Arc<str> = name.into();
        self.state().add_host(&name);
        Arc::new(Host { name, net: self.clone() })
    }

    /// Draws every latency from now on between these bounds.
    pub fn latency(&self, min: Duration, max: Duration) {
        self.state().latency = (min, max.max(min));
    }

    /// Pulls the cable between each host of one side and each of the other: nothing arrives in either direction.
    ///
    /// # Panics
    /// As all faults: when a host is unknown. A fault that hits nobody would make a test say nothing.
    #[track_caller]
    pub fn cut(&self, side: &[&str], other: &[&str]) {
        self.apply(&Fault::Cut(owned(side), owned(other)));
    }

    /// Nothing from `from` arrives at `to`; the other direction works.
    #[track_caller]
    pub fn cut_one_way(&self, from: &str, to: &str) {
        self.apply(&Fault::CutOneWay { from: from.to_owned(), to: to.to_owned() });
    }

    /// Ends every cut and every slowness. What was lost on the way is sent again.
    pub fn heal(&self) {
        self.apply(&Fault::Heal);
    }

    /// Ends the cuts and the slowness between each host of one side and each of the other.
    #[track_caller]
    pub fn heal_between(&self, side: &[&str], other: &[&str]) {
        self.apply(&Fault::HealBetween(owned(side), owned(other)));
    }

    /// Adds `extra` to every latency between two hosts, in both directions; it replaces what was added before.
    #[track_caller]
    pub fn slow(&self, a: &str, b: &str, extra: Duration) {
        self.apply(&Fault::Slow { a: a.to_owned(), b: b.to_owned(), extra });
    }

    /// Ends every connection of a host, its listeners, and what waits in accept. The other ends are reset when the
    /// news reaches them: after the latency, or after the healing. The host may listen and connect again at once.
    ///
    /// The processes of the host live on and see errors: who wants them dead shuts their system down.
    #[track_caller]
    pub fn crash(&self, host: &str) {
        self.apply(&Fault::Crash(host.to_owned()));
    }

    /// Does what a fault says, and notes it in the trace.
    #[track_caller]
    pub fn apply(&self, fault: &Fault) {
        {
            let mut state = self.state();
            for host in fault.hosts() {
                assert!(state.knows(host), "no host is called {host}: {fault}");
            }
            state.apply(fault);
        }
        self.shared.healed.notify_waiters();
        let kind = Kind::Note { line: fault.to_string() };
        (self.shared.tracer)(Event { at: 0, process: "network".to_owned(), kind, source: None });
    }

    /// Starts a task that applies each fault at its time, counted from now. Equal times keep their order.
    pub fn play(&self, schedule: &[Timed]) {
        let mut schedule = schedule.to_vec();
        schedule.sort_by_key(|timed| timed.at);
        let (net, start) = (self.clone(), tokio::time::Instant::now());
        (self.shared.spawner)(Box::pin(async move {
            for timed in schedule {
                tokio::time::sleep_until(start + timed.at).await;
                net.apply(&timed.fault);
            }
        }));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn owned(hosts: &[&str]) -> Vec<String> {
    hosts.iter().map(|&host| host.to_owned()).collect()
}
