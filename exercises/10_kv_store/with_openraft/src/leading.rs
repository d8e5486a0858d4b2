//! What a member does for a client if it leads. Any other member refuses, and says who may lead.
//!
//! Two things are not enough to answer a read: to have the rows, and to believe that one leads. The others may have
//! elected somebody else, and written. So a leader asks a majority first whether it is their leader still, and waits
//! until it has applied what was written by then.
//!
//! Source: openraft 0.9, `Raft::client_write`, `Raft::ensure_linearizable`; Ongaro's thesis, 6.4. Chapter: `kv_store`.

use openraft::EmptyNode;
use openraft::error::ForwardToLeader;

use crate::member::Member;
use crate::types::{Answer, Id, Order, Request, Ticket};

/// Not here. This member may know better, if one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere(pub Option<Id>);

impl From<Option<&ForwardToLeader<Id, EmptyNode>>> for Elsewhere {
    /// What a refusal of the engine says about who leads; `None`: it says something else.
    fn from(forward: Option<&ForwardToLeader<Id, EmptyNode>>) -> Self {
        Self(forward.and_then(|forward| forward.leader_id))
    }
}

impl Member {
    /// Answers, as the leader. `ticket` is the same whenever the same request comes.
    ///
    /// # Errors
    /// If this member does not lead, or cannot prove it. A write may be carried out all the same.
    pub async fn lead(&self, ticket: Ticket, request: Request) -> Result<Answer, Elsewhere> {
        match request {
            Request::Get(key) => self.look_up(&key).await,
            Request::Put(key, value) => self.propose(Order { ticket, key, value: Some(value) }).await,
            Request::Delete(key) => self.propose(Order { ticket, key, value: None }).await,
        }
    }

    /// Has an order written into the log of a majority, and waits until it is carried out here.
    async fn propose(&self, order: Order) -> Result<Answer, Elsewhere> {
        // TODO answer: `client_write`; what does its error say about another leader?
        let _ = order;
        todo!("answer: an order for the log")
    }

    /// The value of a key, if nobody else can have changed it meanwhile.
    async fn look_up(&self, key: &term::Term) -> Result<Answer, Elsewhere> {
        // TODO read: the machine of this member has a value; may it be told?
        let _ = key;
        todo!("read: a value that is not old")
    }
}
