//! What callers use.
//!
//! Source: `poolboy:checkout/3`, which sends `cancel_waiting` when its call times out. Chapter: `gen_server`.

use std::fmt;
use std::time::Duration;

use gen_server::{Options, Server, StartError, start_link};
use process::{CallError, Context, Pid};

use crate::event::{Connection, Status};
use crate::server::{Cancel, PoolServer, Reply, Request};

/// A pool, as its clients see it.
#[derive(Clone, Copy, Debug)]
pub struct Pool(Server<PoolServer>);

/// Why there is no connection, or none was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PoolError {
    /// Whoever gave it back does not hold it.
    NotHolder,
    /// The pool did not answer.
    Call(CallError),
}

impl Pool {
    /// Starts a pool of `size` connections that is linked with this process, under the name `pool`.
    ///
    /// # Errors
    /// When the name is taken.
    pub async fn start_link(me: &mut Context, size: u32) -> Result<Self, StartError> {
        start_link(me, size, Options::named("pool")).await.map(Self)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Borrows a connection, and waits for one for `limit` at most. It is ours until we check it in or end.
    ///
    /// # Errors
    /// [`PoolError::Call`]. After a timeout we hold nothing: a connection that was on its way goes back.
    /// A future that is dropped while it waits tells the pool nothing; what comes is ours until we end.
    pub async fn checkout(self, me: &mut Context, limit: Duration) -> Result<Connection, PoolError> {
        let ticket = me.system().make_ref();
        match self.0.call_within(me, Request::Checkout { ticket }, Some(limit)).await {
            Ok(Reply::Given(connection)) => Ok(connection),
            Ok(reply) => unreachable!("a checkout is answered with a connection, not with {reply:?}"),
            Err(error) => {
                let _ = (Cancel(ticket), CallError::Timeout); // TODO server: what does the pool know of our limit?
                Err(PoolError::Call(error))
            }
        }
    }

    /// Gives a connection back.
    ///
    /// # Errors
    /// [`PoolError::NotHolder`]: it is not ours, or not any more. [`PoolError::Call`]: the pool did not answer.
    pub async fn checkin(self, me: &mut Context, connection: Connection) -> Result<(), PoolError> {
        match self.0.call(me, Request::Checkin(connection)).await {
            Ok(Reply::Confirmed) => Ok(()),
            Ok(Reply::Refused) => Err(PoolError::NotHolder),
            Ok(reply) => unreachable!("a checkin is confirmed or refused, not answered with {reply:?}"),
            Err(error) => Err(PoolError::Call(error)),
        }
    }

    /// How many connections are where.
    ///
    /// # Errors
    /// [`PoolError::Call`].
    pub async fn status(self, me: &mut Context) -> Result<Status, PoolError> {
        match self.0.call(me, Request::Status).await {
            Ok(Reply::Status(status)) => Ok(status),
            Ok(reply) => unreachable!("a question for the status is not answered with {reply:?}"),
            Err(error) => Err(PoolError::Call(error)),
        }
    }
}

impl fmt::Display for PoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotHolder => f.write_str("this process does not hold the connection"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PoolError {}
