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
    // ANCHOR: asked
    /// Starts a child, if there is room for it.
    fn start_asked(&mut self, spec: ChildSpec) -> Vec<Action> {
        // ANCHOR: cut_start
        let children = self.children.len() + self.restarting.len();
        if self.flags.max_children.is_some_and(|max| children >= max) {
            return vec![Action::Reply(Err(DynamicError::MaxChildren))];
        }
        vec![Action::Start { spec, why: Why::Asked }]
        // ANCHOR_END: cut_start => // TODO start: an order to start, or a reply that says why not
        // ANCHOR_END: cut_start => let _ = (spec, self.flags.max_children, &self.restarting);
        // ANCHOR_END: cut_start => todo!("start: is there room for one more?")
    }

    /// A child has started: it is known by its pid from now on.
    fn started(&mut self, spec: ChildSpec, why: Why, pid: Option<Pid>) -> Vec<Action> {
        // ANCHOR: cut_start
        let restarts = match why {
            Why::Asked => 0,
            Why::Restart { restarts, .. } => restarts,
        };
        if let Some(pid) = pid {
            self.children.insert(pid, Child { spec, restarts });
        }
        match why {
            Why::Asked => vec![Action::Reply(Ok(pid))],
            Why::Restart { .. } => Vec::new(),
        }
        // ANCHOR_END: cut_start => // TODO start: take it down, with its restarts; and whoever asked for it waits for its pid
        // ANCHOR_END: cut_start => let _ = (spec, why, pid, Child::clone);
        // ANCHOR_END: cut_start => todo!("start: a child runs")
    }
    // ANCHOR_END: asked

    // ANCHOR: restart
    /// A child that had this pid has to be started again.
    fn restart(&mut self, pid: Pid, child: Child, now: Duration) -> Vec<Action> {
        // ANCHOR: cut_restart
        if !self.intensity.allows_one_more(now) {
            return vec![Action::Stop(ExitReason::Shutdown)];
        }
        let why = Why::Restart { instead_of: pid, restarts: child.restarts + 1 };
        vec![Action::Start { spec: child.spec, why }]
        // ANCHOR_END: cut_restart => // TODO restart: one more, if `self.intensity` allows it
        // ANCHOR_END: cut_restart => let _ = (pid, child.spec, child.restarts, now, &mut self.intensity);
        // ANCHOR_END: cut_restart => todo!("restart: start it again, or give up")
    }

    /// A child could not start.
    fn not_started(&mut self, spec: ChildSpec, why: Why, reason: ExitReason) -> Vec<Action> {
        match why {
            Why::Asked => vec![Action::Reply(Err(DynamicError::NotStarted(reason)))],
            Why::Restart { instead_of, restarts } => {
                // ANCHOR: cut_restart
                self.restarting.insert(instead_of, Child { spec, restarts: restarts - 1 });
                vec![Action::TryAgain(instead_of)]
                // ANCHOR_END: cut_restart => // TODO restart: it is being restarted still, under its old pid; and somebody has to try again
                // ANCHOR_END: cut_restart => let _ = (instead_of, restarts, spec, &mut self.restarting);
                // ANCHOR_END: cut_restart => todo!("restart: it did not start")
            }
        }
    }
    // ANCHOR_END: restart

    // ANCHOR: terminate
    /// Ends one child for good.
    fn terminate_asked(&mut self, pid: Pid) -> Vec<Action> {
        // ANCHOR: cut_terminate
        let done = Action::Reply(Ok(None));
        if let Some(child) = self.children.remove(&pid) {
            return vec![Action::Tell { pid, shutdown: child.spec.shutdown }, Action::Await(pid), done];
        }
        match self.restarting.remove(&pid) {
            Some(_) => vec![done],
            None => vec![Action::Reply(Err(DynamicError::NotFound))],
        }
        // ANCHOR_END: cut_terminate => // TODO terminate: a child that runs, one that is being restarted, one that nobody knows
        // ANCHOR_END: cut_terminate => let _ = (pid, Action::Await);
        // ANCHOR_END: cut_terminate => todo!("terminate: end it, and answer")
    }
    // ANCHOR_END: terminate

    // ANCHOR: ending
    /// The supervisor ends, and its children before it.
    fn ending(&mut self) -> Vec<Action> {
        // ANCHOR: cut_at_once
        let children = std::mem::take(&mut self.children);
        let tell =
            children.iter().map(|(pid, child)| Action::Tell { pid: *pid, shutdown: child.spec.shutdown });
        tell.chain(children.keys().map(|pid| Action::Await(*pid))).collect()
        // ANCHOR_END: cut_at_once => // TODO at_once: a hundred thousand children, and each may take five seconds
        // ANCHOR_END: cut_at_once => let _ = &mut self.children;
        // ANCHOR_END: cut_at_once => todo!("at_once: end all children")
    }
    // ANCHOR_END: ending
}
