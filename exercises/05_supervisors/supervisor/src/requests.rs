//! What a supervisor answers when it is asked to start, end, restart or forget a child.
//!
//! Source: OTP, `supervisor:start_child/2`, `terminate_child/2`, `restart_child/2`, `delete_child/2`.

use crate::event::{Action, ChildError, Request};
use crate::spec::{ChildId, ChildSpec};
use crate::state::{Child, ChildState, Doing, State};

impl State {
    pub(crate) fn asked(&mut self, request: Request) -> Vec<Action> {
        let orders = match request {
            Request::Start(spec) => self.start_child(spec),
            Request::Terminate(id) => self.terminate_child(&id),
            Request::Restart(id) => self.restart_child(&id),
            Request::Delete(id) => self.delete_child(&id),
        };
        orders.unwrap_or_else(|error| vec![Action::Reply(Err(error))])
    }

    /// The child becomes the last one, also for every restart to come.
    fn start_child(&mut self, spec: ChildSpec) -> Result<Vec<Action>, ChildError> {
        if let Some(at) = self.place_of(&spec.id) {
            return Err(match self.children[at].state {
                ChildState::Running(pid) => ChildError::AlreadyStarted(pid),
                ChildState::Restarting | ChildState::Undefined => ChildError::AlreadyPresent,
            });
        }
        self.doing = Doing::StartChild;
        let child = Child::new(spec);
        let order = child.order_to_start();
        self.children.push(child);
        Ok(vec![order])
    }

    fn terminate_child(&mut self, id: &ChildId) -> Result<Vec<Action>, ChildError> {
        let at = self.place_of(id).ok_or(ChildError::NotFound)?;
        let mut orders: Vec<Action> = self.let_go(at).into_iter().collect();
        orders.push(Action::Reply(Ok(None)));
        Ok(orders)
    }

    fn restart_child(&mut self, id: &ChildId) -> Result<Vec<Action>, ChildError> {
        let at = self.place_of_ended(id)?;
        self.doing = Doing::RestartChild;
        Ok(vec![self.children[at].order_to_start()])
    }

    fn delete_child(&mut self, id: &ChildId) -> Result<Vec<Action>, ChildError> {
        let at = self.place_of_ended(id)?;
        self.children.remove(at);
        Ok(vec![Action::Reply(Ok(None))])
    }

    fn place_of_ended(&self, id: &ChildId) -> Result<usize, ChildError> {
        let at = self.place_of(id).ok_or(ChildError::NotFound)?;
        match self.children[at].state {
            ChildState::Running(_) => Err(ChildError::Running),
            ChildState::Restarting => Err(ChildError::Restarting),
            ChildState::Undefined => Ok(at),
        }
    }
}
