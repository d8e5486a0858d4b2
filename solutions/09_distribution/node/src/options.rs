//! What a node is made of, and why it may not start.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use network::{Network, Tcp};
use thiserror::Error;

use crate::address::BadName;
use crate::setup::Header;
use crate::watchers::Visibility;

/// Hears of what went wrong with strangers: a wrong cookie, bytes that are no message.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// What a node is made of.
#[derive(Clone)]
pub struct Options {
    /// Its name, as `a@127.0.0.1`: how it is called, and the host on which it listens.
    pub name: String,
    /// What all nodes of a cluster know. It is no secret from who reads the network: see the chapter.
    pub cookie: String,
    /// What it talks through.
    pub network: Arc<dyn Network>,
    /// TLS over it, for what it says to other nodes: `-proto_dist inet_tls`. All nodes of a cluster have it, or none;
    /// EPMD has it never.
    pub tls: Option<Arc<dyn Network>>,
    /// Whether it stands in `nodes()` of others.
    pub visibility: Visibility,
    /// The port on which it listens; 0 takes a free one.
    pub port: u16,
    /// The port of EPMD.
    pub epmd: u16,
    /// A quarter of the tick time: `net_ticktime` is 60 s, so 15 s.
    pub tick: Duration,
    /// How often a connection asks for news before its thread may sleep; each time costs about a microsecond of
    /// this processor. 0 where others need it more, and on a simulated network.
    pub busy_wait: u32,
    /// The longest message that is taken, in bytes.
    pub longest: usize,
    /// Which nodes may connect; `None` lets all in that know the cookie.
    pub allowed: Option<Vec<String>>,
    /// Makes challenges. Nobody may guess them; the simulated world seeds them all the same.
    pub random: Arc<dyn Fn() -> u32 + Send + Sync>,
    /// By default standard error.
    pub log: Log,
}

/// About as long as it takes to be woken.
const BUSY_WAIT: u32 = 50;

impl Options {
    /// A visible node on TCP.
    #[must_use]
    pub fn new(name: &str, cookie: &str) -> Self {
        Self {
            name: name.to_owned(),
            cookie: cookie.to_owned(),
            network: Arc::new(Tcp),
            tls: None,
            visibility: Visibility::Visible,
            port: 0,
            epmd: epmd::port(),
            tick: Duration::from_secs(15),
            busy_wait: BUSY_WAIT,
            longest: 128 << 20,
            allowed: None,
            random: Arc::new(os_random),
            log: Arc::new(|line| eprintln!("{line}")),
        }
    }

    /// The same, not to be seen by others.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self { visibility: Visibility::Hidden, ..self }
    }

    /// The same, on another network, where challenges come from a seed.
    #[must_use]
    pub fn on(self, network: Arc<dyn Network>, system: &process::System) -> Self {
        let system = system.clone();
        let random = Arc::new(move || (system.random() >> 32) as u32);
        Self { network, random, busy_wait: 0, ..self }
    }

    /// What it talks through with other nodes.
    pub(crate) fn to_nodes(&self) -> &Arc<dyn Network> {
        self.tls.as_ref().unwrap_or(&self.network)
    }

    /// How long the length before a frame of the handshake is.
    pub(crate) fn header(&self) -> Header {
        if self.tls.is_some() { Header::FourBytes } else { Header::TwoBytes }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Options({})", self.name)
    }
}

/// The standard library seeds its hash maps from the operating system; so are challenges.
fn os_random() -> u32 {
    (RandomState::new().build_hasher().finish() >> 32) as u32
}

/// Why a node did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The name is none.
    #[error(transparent)]
    Name(#[from] BadName),
    /// The port is in use, or the host is not ours.
    #[error("cannot listen on {host}:{port}: {cause}")]
    Listen {
        /// The host of the name.
        host: String,
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        cause: std::io::Error,
    },
    /// EPMD cannot be reached, or has a node of this name.
    #[error(transparent)]
    Epmd(#[from] epmd::Error),
    /// The system is a node already.
    #[error("this system is a node already")]
    Already,
}

/// Why there is no connection with a node.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConnectError {
    /// The name is none.
    #[error(transparent)]
    Name(#[from] BadName),
    /// EPMD on its host does not know it, or there is no EPMD.
    #[error("there is no node {0}")]
    NotRunning(String),
    /// This node has left its cluster.
    #[error("this node has stopped")]
    Stopped,
    /// It runs, and there is no connection.
    #[error("cannot connect to {node}: {cause}")]
    Failed {
        /// Its name.
        node: String,
        /// In words.
        cause: String,
    },
}
