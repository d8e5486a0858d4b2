//! What the core remembers: the children that run, by their pids, and those that are being restarted.

use std::collections::BTreeMap;

use process::Pid;
use supervisor::rules::Intensity;
use supervisor::{ChildKind, ChildSpec, ChildState, Count};

/// What a dynamic supervisor is told about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags {
    /// So many restarts are allowed …
    pub max_restarts: usize,
    /// … within so many seconds.
    pub max_seconds: u64,
    /// So many children there may be, those included that are being restarted. `None`: as many as like to.
    pub max_children: Option<usize>,
}

impl Default for Flags {
    fn default() -> Self {
        Self { max_restarts: 3, max_seconds: 5, max_children: None }
    }
}

/// A dynamic supervisor, as its core sees it.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) flags: Flags,
    pub(crate) intensity: Intensity,
    pub(crate) children: BTreeMap<Pid, Child>,
    /// Those whose restart has failed and will be tried again, under the pid they had.
    pub(crate) restarting: BTreeMap<Pid, Child>,
}

/// A child, and how often it has been restarted.
#[derive(Clone, Debug)]
pub(crate) struct Child {
    pub(crate) spec: ChildSpec,
    pub(crate) restarts: u32,
}

/// What `which_children` says of one child. It has no id: `undefined`, says Elixir.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the manual names them")]
pub struct ChildInfo {
    pub state: ChildState,
    pub kind: ChildKind,
    /// How often it has been restarted. Differs: Elixir does not count this.
    pub restarts: u32,
}

impl State {
    /// A supervisor without children.
    #[must_use]
    pub fn new(flags: Flags) -> Self {
        let Flags { max_restarts, max_seconds, .. } = flags;
        let restarts = supervisor::Flags { max_restarts, max_seconds, ..supervisor::Flags::default() };
        let (children, restarting) = (BTreeMap::new(), BTreeMap::new());
        Self { flags, intensity: Intensity::new(&restarts), children, restarting }
    }

    /// All children, those that run in the order of their pids, then those that are being restarted.
    #[must_use]
    pub fn which_children(&self) -> Vec<ChildInfo> {
        let running = self.children.iter().map(|(pid, child)| child.info(ChildState::Running(*pid)));
        running.chain(self.restarting.values().map(|child| child.info(ChildState::Restarting))).collect()
    }

    /// How many children there are.
    #[must_use]
    pub fn count_children(&self) -> Count {
        let all = || self.children.values().chain(self.restarting.values());
        let supervisors = all().filter(|child| child.spec.kind == ChildKind::Supervisor).count();
        let specs = all().count();
        Count { specs, active: self.children.len(), supervisors, workers: specs - supervisors }
    }
}

impl Child {
    fn info(&self, state: ChildState) -> ChildInfo {
        ChildInfo { state, kind: self.spec.kind, restarts: self.restarts }
    }
}
