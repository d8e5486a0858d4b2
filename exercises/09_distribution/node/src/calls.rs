//! Requests under way: ours to other nodes, and theirs to servers here.

use std::collections::BTreeMap;

use process::{Envelope, Pid, Ref};
use term::{Atom, Reference, Term};

use crate::asked::Asked;

/// Makes a term of the answer of a typed server.
pub type Encode = fn(Envelope) -> Option<Term>;

/// Requests under way.
#[derive(Default)]
pub struct Calls {
    /// Who waits here under which alias.
    aliases: BTreeMap<Ref, Pid>,
    /// Requests that a typed server here has taken, by the reference that it knows.
    taken: BTreeMap<Ref, Taken>,
    /// The same by the reference of the other node, which it also watches the server with.
    theirs: BTreeMap<Reference, Ref>,
}

/// A request that a typed server works on.
pub struct Taken {
    /// Who waits for the answer.
    pub asked: Asked,
    /// Makes a term of it.
    pub encode: Encode,
    node: Atom,
}

impl Calls {
    /// A process here waits for an answer under `alias`.
    pub fn await_answer(&mut self, alias: Ref, process: Pid) {
        self.aliases.insert(alias, process);
    }

    /// Nobody waits any more, or the answer is here. Says who waited.
    pub fn answered(&mut self, alias: Ref) -> Option<Pid> {
        self.aliases.remove(&alias)
    }

    /// A server has taken a request of another node, under `ours`.
    pub fn take(&mut self, ours: Ref, asked: Asked, encode: Encode, node: Atom) {
        if let Some(reference) = asked.reference() {
            self.theirs.insert(reference.clone(), ours);
        }
        self.taken.insert(ours, Taken { asked, encode, node });
    }

    /// It answers.
    pub fn answer(&mut self, ours: Ref) -> Option<Taken> {
        let taken = self.taken.remove(&ours)?;
        taken.asked.reference().map(|reference| self.theirs.remove(reference));
        Some(taken)
    }

    /// The caller has given up, or its server has ended.
    pub fn forget(&mut self, theirs: &Reference) {
        if let Some(ours) = self.theirs.remove(theirs) {
            self.taken.remove(&ours);
        }
    }

    /// The connection with their node is lost.
    pub fn lost(&mut self, node: Atom) {
        self.taken.retain(|_, taken| taken.node != node);
        let taken = &self.taken;
        self.theirs.retain(|_, ours| taken.contains_key(ours));
    }
}
