//! The core of a supervisor: one event in, a list of orders out. It knows no process, no clock and no mailbox.
//!
//! Children stand in the order in which they are started. They are started from the first to the last and ended from
//! the last to the first, because a later child may rely on an earlier one. Every strategy is a range of them: end the
//! range backwards, start it forwards.
//!
//! Source: OTP Design Principles, "Supervisor Behaviour". Chapter: `supervisors`.

use std::ops::Range;
use std::time::Duration;

use process::{ExitReason, Pid};

use crate::event::ChildError;
pub use crate::event::{Action, Event, Request};
use crate::rules::comes_back;
use crate::spec::ChildId;
pub use crate::state::State;
use crate::state::{Child, ChildState, Doing};

/// Takes one event, at a time since the supervisor began, and says what follows from it.
#[must_use]
pub fn step(state: &mut State, event: Event, now: Duration) -> Vec<Action> {
    match event {
        Event::Begun => state.start(0..state.children.len()),
        Event::Started { id, pid } => state.started(&id, pid),
        Event::NotStarted { id, reason } => state.not_started(&id, reason),
        Event::Exited { pid, reason } => state.exited(pid, &reason, now),
        Event::TryAgain { id } => state.try_again(&id, now),
        Event::Asked(request) => state.asked(request),
        Event::Ending => state.end(0..state.children.len()),
    }
}

impl State {
    /// Orders to start the children of this range.
    fn start(&self, range: Range<usize>) -> Vec<Action> {
        // TODO order: an `order_to_start` for each of `self.children[range]`
        let _ = (range, Child::order_to_start);
        todo!("order: start these children, in which order?")
    }

    /// Orders to end the children of this range. Afterwards none of them runs, and the temporary ones are forgotten.
    fn end(&mut self, range: Range<usize>) -> Vec<Action> {
        // TODO order: what `self.let_go(at)` orders for each place; nothing, if the child does not run
        let _ = (range, Self::let_go);
        todo!("order: end these children, in which order?")
    }

    /// A process has ended that was linked with the supervisor.
    fn exited(&mut self, pid: Pid, reason: &ExitReason, now: Duration) -> Vec<Action> {
        let running = ChildState::Running(pid);
        let Some(at) = self.children.iter().position(|child| child.state == running) else {
            return Vec::new(); // none of our children, or one that was ended on purpose
        };
        self.children[at].state = ChildState::Undefined;
        if comes_back(self.children[at].spec.restart, reason) {
            return self.restart(at, now);
        }
        self.forget_if_temporary(at);
        Vec::new()
    }

    /// The child at this place has to be restarted, and with it whom the strategy names.
    pub(crate) fn restart(&mut self, at: usize, now: Duration) -> Vec<Action> {
        if !self.intensity.allows_one_more(now) {
            return vec![Action::Stop(ExitReason::Shutdown)];
        }
        self.doing = Doing::Restart;
        // TODO one_for_one: `end` whom `self.affected(at)` names, then `start` them. Ask for the range
        // both times: temporary siblings are forgotten when they are ended
        let _ = (at, Self::affected);
        todo!("one_for_one: whom to end, whom to start")
    }

    /// A child could not start, and the rest of the orders is void. What now depends on why it was to start.
    fn not_started(&mut self, id: &ChildId, reason: ExitReason) -> Vec<Action> {
        let at = self.place_of(id).expect("who was to start has a place");
        match self.doing {
            Doing::Begin => {
                let why = format!("{{failed_to_start_child, {id}, {reason}}}");
                let stop = Action::Stop(ExitReason::ShutdownWith(why.into()));
                // TODO order: some children run already. What becomes of them?
                vec![stop]
            }
            Doing::Restart => {
                // TODO one_for_one: the child is `ChildState::Restarting` now, and somebody has to try again
                let _ = (at, Action::TryAgain);
                todo!("one_for_one: a restart has failed")
            }
            Doing::StartChild => {
                self.children.remove(at);
                vec![Action::Reply(Err(ChildError::NotStarted(reason)))]
            }
            Doing::RestartChild => vec![Action::Reply(Err(ChildError::NotStarted(reason)))],
        }
    }
}
