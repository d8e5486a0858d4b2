//! Who wants to hear of nodes that come and go.
//!
//! Source: `net_kernel:monitor_nodes/1,2`. Chapter: `distribution`.

use process::{Context, Pid, System};
use term::Atom;

/// `{nodeup, Node}`: a connection with this node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeUp {
    /// Its name.
    pub node: Atom,
    /// Whether it is seen in `nodes()`.
    pub visibility: Visibility,
}

/// `{nodedown, Node}`: the connection with this node is lost. Whether the node is, nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeDown {
    /// Its name.
    pub node: Atom,
    /// Whether it was seen in `nodes()`.
    pub visibility: Visibility,
}

/// Whether a node wants to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// It stands in `nodes()`, and takes part in `global`.
    #[default]
    Visible,
    /// Only who is connected with it knows of it.
    Hidden,
}

/// Who watches nodes, in the order in which they asked.
#[derive(Debug, Default)]
pub struct Watchers {
    pids: Vec<Pid>,
}

impl Watchers {
    /// From now on the process hears of nodes. Asked twice, it hears twice, as on the BEAM.
    pub fn add(&mut self, me: &Context) {
        self.pids.push(me.pid());
    }

    /// It hears of them no more.
    pub fn remove(&mut self, me: &Context) {
        let place = self.pids.iter().position(|pid| *pid == me.pid());
        place.map(|place| self.pids.remove(place));
    }

    /// Tells all that still live.
    pub fn tell(&mut self, system: &System, news: impl Copy + std::fmt::Debug + Send + 'static) {
        self.pids.retain(|pid| system.is_alive(*pid));
        for pid in &self.pids {
            system.send(*pid, news);
        }
    }
}
