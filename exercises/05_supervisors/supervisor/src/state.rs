//! What the core of a supervisor remembers, and the small moves that its rules are made of.

use std::mem;
use std::ops::Range;
use std::time::Duration;

use process::Pid;

use crate::event::Action;
use crate::rules::{Flags, Intensity, affected};
use crate::spec::{ChildId, ChildKind, ChildSpec, Restart};

/// A supervisor, as its core sees it.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) children: Vec<Child>,
    pub(crate) doing: Doing,
    pub(crate) intensity: Intensity,
    flags: Flags,
}

/// A child, and what has become of it.
#[derive(Clone, Debug)]
pub struct Child {
    pub(crate) spec: ChildSpec,
    pub(crate) state: ChildState,
    /// How often the supervisor has restarted it.
    pub(crate) restarts: u32,
}

/// Whether a child runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildState {
    /// It runs in this process.
    Running(Pid),
    /// Its restart has failed and will be tried again.
    Restarting,
    /// It does not run: it has ended and does not come back by itself, or said `ignore`.
    Undefined,
}

/// On whose behalf children are started at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// The supervisor's own beginning: a failure ends it.
    Begin,
    /// A restart: a failure is tried again.
    Restart,
    /// `start_child`: a failure is answered, and the child forgotten.
    StartChild,
    /// `restart_child`: a failure is answered.
    RestartChild,
}

/// What `which_children` says of one child.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the manual names them")]
pub struct ChildInfo {
    pub id: ChildId,
    pub state: ChildState,
    pub kind: ChildKind,
    /// How often the supervisor has restarted it. Differs: OTP does not count this.
    pub restarts: u32,
}

/// What `count_children` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Children, whether they run or not.
    pub specs: usize,
    /// Those that run.
    pub active: usize,
    /// Those that are supervisors, whether they run or not.
    pub supervisors: usize,
    /// Those that are workers, whether they run or not.
    pub workers: usize,
}

impl State {
    /// A supervisor that has not begun, with these children in start order.
    #[must_use]
    pub fn new(flags: Flags, children: Vec<ChildSpec>) -> Self {
        let children = children.into_iter().map(Child::new).collect();
        Self { children, doing: Doing::Begin, flags, intensity: Intensity::new(&flags) }
    }

    /// All children, the youngest first, as OTP tells them.
    #[must_use]
    pub fn which_children(&self) -> Vec<ChildInfo> {
        self.children.iter().rev().map(Child::info).collect()
    }

    /// How many children there are; `is_alive` says of a process whether it still runs.
    pub fn count_children(&self, is_alive: impl Fn(Pid) -> bool) -> Count {
        let runs = |child: &&Child| matches!(child.state, ChildState::Running(pid) if is_alive(pid));
        let supervises = |child: &&Child| child.spec.kind == ChildKind::Supervisor;
        let (specs, supervisors) = (self.children.len(), self.children.iter().filter(supervises).count());
        let active = self.children.iter().filter(runs).count();
        Count { specs, active, supervisors, workers: specs - supervisors }
    }

    pub(crate) fn started(&mut self, id: &ChildId, pid: Option<Pid>) -> Vec<Action> {
        let at = self.place_of(id).expect("who is started has a place");
        let child = &mut self.children[at];
        child.restarts += u32::from(self.doing == Doing::Restart);
        match pid {
            Some(pid) => child.state = ChildState::Running(pid),
            None => self.forget_if_temporary(at),
        }
        match self.doing {
            Doing::Begin | Doing::Restart => Vec::new(),
            Doing::StartChild | Doing::RestartChild => vec![Action::Reply(Ok(pid))],
        }
    }

    pub(crate) fn try_again(&mut self, id: &ChildId, now: Duration) -> Vec<Action> {
        match self.place_of(id) {
            Some(at) if self.children[at].state == ChildState::Restarting => self.restart(at, now),
            _ => Vec::new(), // meanwhile somebody has terminated it, or restarted it by hand
        }
    }

    /// The child at this place shall not run: the order to end it, if it does. A temporary one is forgotten with it.
    pub(crate) fn let_go(&mut self, at: usize) -> Option<Action> {
        let child = &mut self.children[at];
        let ChildState::Running(pid) = mem::replace(&mut child.state, ChildState::Undefined) else {
            return None;
        };
        let order = Action::End { id: child.spec.id.clone(), pid, shutdown: child.spec.shutdown };
        self.forget_if_temporary(at);
        Some(order)
    }

    /// Whom the strategy restarts together with the child at this place.
    pub(crate) fn affected(&self, at: usize) -> Range<usize> {
        affected(self.flags.strategy, at, self.children.len())
    }

    /// The child at this place has ended and does not come back.
    pub(crate) fn forget_if_temporary(&mut self, at: usize) {
        if self.children[at].spec.restart == Restart::Temporary {
            self.children.remove(at);
        }
    }

    // SHORTCUT: every search looks through all children; so does OTP's for a pid. Who has thousands of children takes a
    // dynamic supervisor, which finds them by a map.
    pub(crate) fn place_of(&self, id: &str) -> Option<usize> {
        self.children.iter().position(|child| *child.spec.id == *id)
    }
}

impl Child {
    pub(crate) fn new(spec: ChildSpec) -> Self {
        Self { spec, state: ChildState::Undefined, restarts: 0 }
    }

    fn info(&self) -> ChildInfo {
        let Self { spec, state, restarts } = self;
        ChildInfo { id: spec.id.clone(), state: *state, kind: spec.kind, restarts: *restarts }
    }

    pub(crate) fn order_to_start(&self) -> Action {
        Action::Start(self.spec.id.clone())
    }
}
