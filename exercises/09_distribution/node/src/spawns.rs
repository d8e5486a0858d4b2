//! Processes that other nodes start for us, until they say that they did, and why they ended.

use std::collections::BTreeMap;

use process::{Pid, Ref};
use term::{Atom, Term};
use tokio::sync::oneshot;

/// What another node says to a request to start a process: its pid, or why there is none.
pub type Started = Result<Pid, Atom>;

/// Requests under way. Whoever waits sees a closed channel when the connection is lost.
#[derive(Default)]
pub struct Spawns {
    waiting: BTreeMap<Ref, Waiting>,
}

struct Waiting {
    node: Atom,
    started: Option<oneshot::Sender<Started>>,
    ended: Option<oneshot::Sender<Term>>,
}

impl Spawns {
    /// A request goes out. The second channel brings the reason of the end.
    pub fn ask(&mut self, id: Ref, node: Atom) -> (oneshot::Receiver<Started>, oneshot::Receiver<Term>) {
        let (started, hears_started) = oneshot::channel();
        let (ended, hears_ended) = oneshot::channel();
        self.waiting.insert(id, Waiting { node, started: Some(started), ended: Some(ended) });
        (hears_started, hears_ended)
    }

    /// The other node has answered. What could not be started does not end.
    pub fn started(&mut self, id: Ref, answer: Started) {
        let Some(waiting) = self.waiting.get_mut(&id) else { return };
        let failed = answer.is_err();
        if let Some(started) = waiting.started.take() {
            let _ = started.send(answer); // who asked may be gone
        }
        if failed {
            self.waiting.remove(&id);
        }
    }

    /// The process has ended; `false` when nobody here has asked for it.
    pub fn ended(&mut self, id: Ref, reason: Term) -> bool {
        let Some(waiting) = self.waiting.remove(&id) else { return false };
        if let Some(ended) = waiting.ended {
            let _ = ended.send(reason);
        }
        true
    }

    /// Nobody waits any more.
    pub fn forget(&mut self, id: Ref) {
        self.waiting.remove(&id);
    }

    /// The connection is lost.
    pub fn lost(&mut self, node: Atom) {
        self.waiting.retain(|_, waiting| waiting.node != node);
    }
}
