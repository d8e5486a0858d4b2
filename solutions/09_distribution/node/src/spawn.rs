//! Processes on other nodes: started by the name of a function that is known there.
//!
//! Source: ERTS User's Guide, "SPAWN_REQUEST"; `erlang:spawn_request/5`. Chapter: `distribution`.

use process::{Context, Pid, Ref};
use term::{Atom, Reference, Term, term};
use thiserror::Error;
use tokio::sync::oneshot;

use crate::Node;
use crate::control::Control;
use crate::functions;
use crate::state::Parcel;

/// Why a process was not started.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpawnError {
    /// The function is no `module:function`.
    #[error("expected the name of a function, such as `kv:get`; got `{0}`")]
    Name(String),
    /// The node does not know the function, or does not start processes for others.
    #[error("the node does not start it: {0}")]
    Refused(String),
    /// There is no connection, or it was lost before the answer.
    #[error("noconnection")]
    NoConnection,
}

/// A process that was asked for with [`Node::spawn_request`].
#[derive(Debug)]
pub struct Request {
    node: Node,
    id: Ref,
    started: oneshot::Receiver<Result<Pid, Atom>>,
    ended: oneshot::Receiver<Term>,
}

impl Node {
    /// Starts a process on `node` that runs `function`, as `kv:get`, with these arguments.
    ///
    /// # Errors
    /// [`SpawnError`].
    pub fn spawn(
        &self,
        me: &Context,
        node: &str,
        function: &str,
        args: Vec<Term>,
    ) -> impl Future<Output = Result<Pid, SpawnError>> + Send + use<> {
        let request = self.request(me, node, function, args, vec![]);
        async move { request?.started().await }
    }

    /// The same; the new process is linked with this one before it runs.
    ///
    /// # Errors
    /// [`SpawnError`].
    pub fn spawn_link(
        &self,
        me: &Context,
        node: &str,
        function: &str,
        args: Vec<Term>,
    ) -> impl Future<Output = Result<Pid, SpawnError>> + Send + use<> {
        let request = self.request(me, node, function, args, vec![term!(:link)]);
        async move { request?.started().await }
    }

    /// Asks for a process, and for the reason of its end as a term: what `rpc` is made of.
    ///
    /// # Errors
    /// [`SpawnError::Name`].
    pub fn spawn_request(
        &self,
        me: &Context,
        node: &str,
        function: &str,
        args: Vec<Term>,
    ) -> Result<Request, SpawnError> {
        self.request(me, node, function, args, vec![term!(:monitor)])
    }

    fn request(
        &self,
        me: &Context,
        node: &str,
        function: &str,
        args: Vec<Term>,
        options: Vec<Term>,
    ) -> Result<Request, SpawnError> {
        let function =
            functions::function(function, args.len()).ok_or_else(|| SpawnError::Name(function.to_owned()))?;
        let (id, peer) = (self.system().make_ref(), Atom::new(node));
        let inner = &self.inner;
        let mut spawns = inner.spawns();
        let (started, ended) = spawns.ask(id, peer);
        drop(spawns);
        if peer == self.name() {
            let link = options.contains(&term!(:link));
            inner.spawn_here(id, me, function, link, &Term::list(args));
            return Ok(Request { node: self.clone(), id, started, ended });
        }
        let control = Control::SpawnRequest {
            id: Reference::from(id),
            from: me.pid(),
            leader: me.pid(),
            function,
            options,
            args: Term::list(args),
        };
        inner.send(peer, Parcel::Control(control));
        Ok(Request { node: self.clone(), id, started, ended })
    }
}

impl Request {
    /// Waits until the other node has started the process.
    ///
    /// # Errors
    /// [`SpawnError::Refused`], [`SpawnError::NoConnection`].
    pub async fn started(&mut self) -> Result<Pid, SpawnError> {
        match (&mut self.started).await {
            Ok(Ok(process)) => Ok(process),
            Ok(Err(why)) => Err(SpawnError::Refused(why.text().to_owned())),
            Err(_) => Err(SpawnError::NoConnection),
        }
    }

    /// Waits until the process has ended, and says with which reason.
    ///
    /// # Errors
    /// [`SpawnError::Refused`], [`SpawnError::NoConnection`].
    pub async fn ended(mut self) -> Result<Term, SpawnError> {
        self.started().await?;
        (&mut self.ended).await.map_err(|_| SpawnError::NoConnection)
    }
}

impl Drop for Request {
    /// Nobody waits any more.
    fn drop(&mut self) {
        self.node.inner.spawns().forget(self.id);
    }
}
