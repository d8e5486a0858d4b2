//! The core: one event in, a list of orders out. It knows no process, no clock and no mailbox.
//!
//! Children have no order and no names: each is known by its pid, stands for itself, and the strategy is always
//! one_for_one. So they are in a map, and at the end all are told at once.
//!
//! Source: Elixir, `DynamicSupervisor`. Chapter: `supervisors`.

use std::time::Duration;

use process::{ExitReason, Pid};
use supervisor::ChildSpec;
use supervisor::rules::comes_back;

use crate::event::DynamicError;
pub use crate::event::{Action, Event, Why};
use crate::state::Child;
pub use crate::state::State;

/// Takes one event, at a time since the supervisor began, and says what follows from it.
#[must_use]
pub fn step(state: &mut State, event: Event, now: Duration) -> Vec<Action> {
    match event {
        Event::StartAsked(spec) => state.start_asked(spec),
        Event::TerminateAsked(pid) => state.terminate_asked(pid),
        Event::Started { spec, why, pid } => state.started(spec, why, pid),
        Event::NotStarted { spec, why, reason } => state.not_started(spec, why, reason),
        Event::Exited { pid, reason } => match state.children.remove(&pid) {
            Some(child) if comes_back(child.spec.restart, &reason) => state.restart(pid, child, now),
            _ => Vec::new(),
        },
        Event::TryAgain(pid) => match state.restarting.remove(&pid) {
            Some(child) => state.restart(pid, child, now),
            None => Vec::new(), // terminated meanwhile
        },
        Event::Ending => state.ending(),
    }
}

impl State {
    /// Starts a child, if there is room for it.
    fn start_asked(&mut self, spec: ChildSpec) -> Vec<Action> {
        // TODO start: an order to start, or a reply that says why not
        let _ = (spec, self.flags.max_children, &self.restarting);
        todo!("start: is there room for one more?")
    }

    /// A child has started: it is known by its pid from now on.
    fn started(&mut self, spec: ChildSpec, why: Why, pid: Option<Pid>) -> Vec<Action> {
        // TODO start: take it down, with its restarts; and whoever asked for it waits for its pid
        let _ = (spec, why, pid, Child::clone);
        todo!("start: a child runs")
    }

    /// A child that had this pid has to be started again.
    fn restart(&mut self, pid: Pid, child: Child, now: Duration) -> Vec<Action> {
        // TODO restart: one more, if `self.intensity` allows it
        let _ = (pid, child.spec, child.restarts, now, &mut self.intensity);
        todo!("restart: start it again, or give up")
    }

    /// A child could not start.
    fn not_started(&mut self, spec: ChildSpec, why: Why, reason: ExitReason) -> Vec<Action> {
        match why {
            Why::Asked => vec![Action::Reply(Err(DynamicError::NotStarted(reason)))],
            Why::Restart { instead_of, restarts } => {
                // TODO restart: it is being restarted still, under its old pid; and somebody has to try again
                let _ = (instead_of, restarts, spec, &mut self.restarting);
                todo!("restart: it did not start")
            }
        }
    }

    /// Ends one child for good.
    fn terminate_asked(&mut self, pid: Pid) -> Vec<Action> {
        // TODO terminate: a child that runs, one that is being restarted, one that nobody knows
        let _ = (pid, Action::Await);
        todo!("terminate: end it, and answer")
    }

    /// The supervisor ends, and its children before it.
    fn ending(&mut self) -> Vec<Action> {
        // TODO at_once: a hundred thousand children, and each may take five seconds
        let _ = &mut self.children;
        todo!("at_once: end all children")
    }
}
