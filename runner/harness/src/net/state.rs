//! What the network is at one moment: who listens, which bytes are on which way, which cables are cut.
//!
//! Synchronous, without a clock of its own waiting: [`end`](super::end) and [`host`](super::host) do the waiting.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::task::Waker;
use std::time::Duration;

use tokio::time::Instant;

use super::connection::{Connection, Life, Name, Segment, Way, What, wake};
use super::fault::Fault;
use crate::rng::Rng;

/// What a host needs to reach itself: the smallest step of the clock. Were it nothing, a program that retries
/// without a pause would stop the time.
const LOOPBACK: Duration = Duration::from_millis(1);

/// The first port that `listen(…, 0)` gives out.
const FIRST_FREE_PORT: u16 = 49_152;

pub(super) struct State {
    pub(super) rng: Rng,
    pub(super) latency: (Duration, Duration),
    /// Directions in which nothing arrives.
    cuts: BTreeSet<(Name, Name)>,
    slow: BTreeMap<(Name, Name), Duration>,
    /// Each host with the number of its life: a crash begins the next one.
    hosts: BTreeMap<Name, u64>,
    pub(super) listeners: BTreeMap<(Name, u16), Listening>,
    pub(super) connections: BTreeMap<u64, Connection>,
    next: u64,
}

/// A port that takes connections.
pub(super) struct Listening {
    pub(super) id: u64,
    /// Connections that nobody has accepted yet.
    pub(super) backlog: VecDeque<u64>,
    pub(super) acceptor: Option<Waker>,
}

impl State {
    pub(super) fn new(rng: Rng) -> Self {
        Self {
            rng,
            latency: (Duration::from_millis(1), Duration::from_millis(5)),
            cuts: BTreeSet::new(),
            slow: BTreeMap::new(),
            hosts: BTreeMap::new(),
            listeners: BTreeMap::new(),
            connections: BTreeMap::new(),
            next: 0,
        }
    }

    pub(super) fn add_host(&mut self, name: &Name) {
        self.hosts.entry(name.clone()).or_insert(0);
    }

    pub(super) fn knows(&self, host: &str) -> bool {
        self.hosts.contains_key(host)
    }

    /// Which life a host is in.
    pub(super) fn life(&self, host: &Name) -> u64 {
        self.hosts.get(host).copied().unwrap_or_default()
    }

    pub(super) fn is_cut(&self, from: &Name, to: &Name) -> bool {
        self.cuts.contains(&(from.clone(), to.clone()))
    }

    /// Draws the time that the next packet from one host to another takes.
    pub(super) fn draw_latency(&mut self, from: &Name, to: &Name) -> Duration {
        if from == to {
            return LOOPBACK;
        }
        let (min, max) = self.latency;
        let spread = usize::try_from((max - min).as_micros()).unwrap_or(usize::MAX - 1);
        let drawn = min + Duration::from_micros(self.rng.below(spread + 1) as u64);
        drawn + self.slow.get(&(from.clone(), to.clone())).copied().unwrap_or_default()
    }

    /// Opens a port, or says that it is taken. Gives the port and the id of the listener.
    pub(super) fn listen(&mut self, host: &Name, port: u16) -> io::Result<(u16, u64)> {
        let free = |port: &u16| !self.listeners.contains_key(&(host.clone(), *port));
        let port = match port {
            0 => (FIRST_FREE_PORT..=u16::MAX).find(free).ok_or(io::ErrorKind::AddrInUse)?,
            port if free(&port) => port,
            _ => return Err(io::ErrorKind::AddrInUse.into()),
        };
        let id = self.new_id();
        let listening = Listening { id, backlog: VecDeque::new(), acceptor: None };
        self.listeners.insert((host.clone(), port), listening);
        Ok((port, id))
    }

    /// Closes a port. Those who wait there unaccepted are reset.
    pub(super) fn unlisten(&mut self, host: &Name, port: u16, id: u64) {
        let key = (host.clone(), port);
        if self.listeners.get(&key).is_none_or(|listening| listening.id != id) {
            return;
        }
        let Some(listening) = self.listeners.remove(&key) else { return };
        wake(listening.acceptor);
        for id in listening.backlog {
            self.reset(id, 1);
            self.drop_end(id, 1);
        }
    }

    /// A connection to a port that listens: it waits there to be accepted.
    pub(super) fn open(&mut self, from: &Name, to: &Name, port: u16) -> io::Result<u64> {
        let id = self.new_id();
        let key = (to.clone(), port);
        let listening = self.listeners.get_mut(&key).ok_or(io::ErrorKind::ConnectionRefused)?;
        listening.backlog.push_back(id);
        wake(listening.acceptor.take());
        let ways = [Way::new(from, to), Way::new(to, from)];
        self.connections.insert(id, Connection { ends: [Life::Open; 2], ways });
        Ok(id)
    }

    /// Sends what `side` has written or done on its way.
    pub(super) fn push(&mut self, id: u64, side: usize, what: What) {
        let Some(way) = self.connections.get(&id).map(|connection| &connection.ways[side]) else { return };
        let (from, to, last) = (way.from.clone(), way.to.clone(), way.last);
        let due = Instant::now() + self.draw_latency(&from, &to);
        let due = (!self.is_cut(&from, &to)).then_some(due.max(last));
        let Some(connection) = self.connections.get_mut(&id) else { return };
        if connection.ends[1 - side] == Life::Dropped {
            return; // it went into the void
        }
        connection.ways[side].push(Segment { due, what });
        connection.wake(1 - side);
    }

    /// One end has gone; the other one will hear of it.
    pub(super) fn drop_end(&mut self, id: u64, side: usize) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let before = std::mem::replace(&mut connection.ends[side], Life::Dropped);
        connection.forget_arrivals(side);
        if connection.ends == [Life::Dropped; 2] {
            self.connections.remove(&id);
        } else if before == Life::Open {
            self.push(id, side, What::Gone);
        }
    }

    pub(super) fn apply(&mut self, fault: &Fault) {
        match fault {
            Fault::Cut(side, other) => {
                for (a, b) in pairs(side, other) {
                    self.cut(a.clone(), b.clone());
                    self.cut(b, a);
                }
            }
            Fault::CutOneWay { from, to } => self.cut(from.as_str().into(), to.as_str().into()),
            Fault::Heal => {
                self.cuts.clear();
                self.slow.clear();
            }
            Fault::HealBetween(side, other) => {
                for (a, b) in pairs(side, other) {
                    for direction in [(a.clone(), b.clone()), (b, a)] {
                        self.cuts.remove(&direction);
                        self.slow.remove(&direction);
                    }
                }
            }
            Fault::Slow { a, b, extra } => {
                let (a, b): (Name, Name) = (a.as_str().into(), b.as_str().into());
                self.slow.insert((a.clone(), b.clone()), *extra);
                self.slow.insert((b, a), *extra);
            }
            Fault::Crash(host) => self.crash(&host.as_str().into()),
        }
        self.send_again();
    }

    /// What is under way between the two is lost; what has arrived is not.
    fn cut(&mut self, from: Name, to: Name) {
        if from == to {
            return; // no cable leads there
        }
        let now = Instant::now();
        for connection in self.connections.values_mut() {
            for way in connection.ways.iter_mut().filter(|way| way.from == from && way.to == to) {
                for segment in way.segments.iter_mut().filter(|segment| segment.due > Some(now)) {
                    segment.due = None;
                }
            }
        }
        self.cuts.insert((from, to));
    }

    /// Whatever was lost on a way that is whole again sets out once more.
    fn send_again(&mut self) {
        let mut connections = std::mem::take(&mut self.connections);
        for connection in connections.values_mut() {
            for side in [0, 1] {
                let way = &mut connection.ways[side];
                let lost = way.segments.iter().any(|segment| segment.due.is_none());
                if !lost || self.is_cut(&way.from, &way.to) {
                    continue;
                }
                let due = (Instant::now() + self.draw_latency(&way.from, &way.to)).max(way.last);
                way.last = due;
                for segment in &mut way.segments {
                    segment.due = segment.due.or(Some(due));
                }
                connection.wake(1 - side);
            }
        }
        self.connections = connections;
    }

    fn crash(&mut self, host: &Name) {
        self.hosts.entry(host.clone()).and_modify(|life| *life += 1);
        let ports: Vec<(u16, u64)> = self
            .listeners
            .iter()
            .filter(|((of, _), _)| of == host)
            .map(|((_, port), listening)| (*port, listening.id))
            .collect();
        for (port, id) in ports {
            self.unlisten(host, port, id);
        }
        let ends: Vec<(u64, usize)> = self
            .connections
            .iter()
            .flat_map(|(id, connection)| {
                [(*id, 0), (*id, 1)].into_iter().filter(|(_, side)| connection.ways[*side].from == *host)
            })
            .collect();
        for (id, side) in ends {
            self.reset(id, side);
        }
    }

    /// One end fails from now on; the other one will hear of it.
    fn reset(&mut self, id: u64, side: usize) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        if connection.ends[side] != Life::Open {
            return;
        }
        connection.ends[side] = Life::Crashed;
        connection.forget_arrivals(side);
        connection.wake(side);
        self.push(id, side, What::Reset);
    }

    fn new_id(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

fn pairs(side: &[String], other: &[String]) -> Vec<(Name, Name)> {
    side.iter().flat_map(|a| other.iter().map(|b| (a.as_str().into(), b.as_str().into()))).collect()
}
