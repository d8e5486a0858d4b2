//! Stages 9 and 10: the process `kv_replica` of each node, which carries out what a core decides.
//!
//! Letters travel as terms to `{kv_replica, node}`. The process never waits for another node: it notes who asked, goes
//! on, and answers when the core says so. Members with which the connection is lost are called again every second.
//!
//! Reading order: `cores` (two cores, one shell), `shell` (the process), `reconnect`, `store` (a [`Replica`] is a
//! [`Store`](crate::Store)).
//!
//! Chapter: `kv_store`.

mod cores;
mod reconnect;
mod shell;
mod store;

use std::time::Duration;

use node::{Asked, Node};
use process::{CallError, Context, Pid};

use crate::replica::majority::Majority;
use crate::replica::naive::Naive;
use crate::replica::{Answer, Epoch, Millis, Name, Request, View};
use shell::{Forward, JoinAsked, ReportAsked, serve};

/// The name of the process that keeps a node's copy.
pub const REPLICA: &str = "kv_replica";
/// How long a client waits for an answer, if it does not say otherwise.
pub const LIMIT: Duration = Duration::from_secs(2);

// ANCHOR: start
/// How a node begins.
#[derive(Debug, Clone)]
pub enum Start {
    /// As the first member of a new store.
    Alone,
    /// It asks this node for the list of members.
    Join(Name),
    /// As one of these, from the start.
    Of(Vec<Name>),
    /// With a copy of its own, by the rules of [`naive`](crate::replica::naive).
    Naive,
}
// ANCHOR_END: start

/// What a node says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The members, as far as it knows.
    pub view: View,
    /// `joining`, `recovering`, `member` or `naive`.
    pub standing: &'static str,
    /// How many keys have a value here.
    pub keys: usize,
    /// How many requests wait for an answer.
    pub waiting: usize,
}

/// The copy of this node, for those who ask it. Clones are handles to the same one.
#[derive(Debug, Clone, Copy)]
pub struct Replica {
    pid: Pid,
    limit: Duration,
}

impl Replica {
    /// Starts the process. `born` must grow from one life of the node to the next: a clock does.
    ///
    /// Nobody starts it again: its copy has gone with it, and only a new life may ask the others for theirs. If it
    /// ends, its node leaves the cluster, and whoever has started the program starts it once more.
    ///
    /// # Panics
    /// If the node has one already.
    #[must_use]
    pub fn start(node: &Node, how: Start, born: Millis) -> Self {
        let me = node.name();
        let pid = match how {
            Start::Alone => serve(node, Majority::found(me, born)),
            Start::Join(via) => serve(node, Majority::joining(me, born, via)),
            Start::Of(members) => {
                let epoch = Epoch { number: 1, born: 0 };
                serve(node, Majority::of(me, born, View { epoch, members }))
            }
            Start::Naive => serve(node, Naive::new(me, born)),
        };
        Self { pid, limit: LIMIT }
    }

    /// The same, for clients that wait so long.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// If the process ended, or is too busy to say even that it does not know.
    pub async fn ask(&self, me: &mut Context, request: Request) -> Result<Answer, CallError> {
        me.call(self.pid, (request, self.limit), Some(self.limit * 2)).await
    }

    /// Has a request of another node answered, as soon as there is an answer; waits for nothing.
    pub fn forward(&self, me: &Context, asked: Asked, request: Request) {
        me.send(self.pid, Forward { asked, request, limit: self.limit });
    }

    /// This node, alone so far, wants to belong to the store of that one.
    pub fn join(&self, me: &Context, node: Name) {
        me.send(self.pid, JoinAsked(node));
    }

    /// What the node says of itself.
    ///
    /// # Errors
    /// If the process ended, or is too busy.
    pub async fn report(&self, me: &mut Context) -> Result<Report, CallError> {
        me.call(self.pid, ReportAsked, Some(self.limit)).await
    }
}
