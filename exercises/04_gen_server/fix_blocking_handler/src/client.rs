//! What callers use, and the supplier that the shop asks.
//!
//! Chapter: `gen_server`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use gen_server::{Options, Server, StartError, start_link};
use process::{CallError, Context, ExitReason, Pid};

use crate::deadline::Deadline;
use crate::server::{Reply, Request, ShopServer};

/// Whom the shop asks for quotes: slow, and it may crash.
#[derive(Clone)]
pub struct Supplier(Arc<dyn Fn(String) -> Asking + Send + Sync>);

type Asking = Pin<Box<dyn Future<Output = u32> + Send>>;

impl Supplier {
    /// A supplier that answers like this.
    pub fn new<Fut>(answer: impl Fn(String) -> Fut + Send + Sync + 'static) -> Self
    where
        Fut: Future<Output = u32> + Send + 'static,
    {
        Self(Arc::new(move |item| Box::pin(answer(item))))
    }

    /// Asks for a quote, and waits for it.
    pub(crate) async fn ask(self, item: String) -> u32 {
        (self.0)(item).await
    }
}

/// A shop, as its clients see it.
#[derive(Clone, Copy, Debug)]
pub struct Shop(Server<ShopServer>);

/// How many quotes are being asked for, and how many wait for their turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "two counts")]
pub struct Status {
    pub running: usize,
    pub waiting: usize,
}

/// Why there is no quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShopError {
    /// Whoever asked the supplier ended with this reason.
    Crashed(ExitReason),
    /// The shop did not answer.
    Call(CallError),
}

impl Shop {
    /// Starts a shop that is linked with this process, under the name `shop`.
    ///
    /// # Errors
    /// When the name is taken.
    pub async fn start_link(me: &mut Context, supplier: Supplier) -> Result<Self, StartError> {
        start_link(me, supplier, Options::named("shop")).await.map(Self)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Asks what an item costs, and waits for `limit` at most. The shop is told until when we want to know it.
    ///
    /// # Errors
    /// [`ShopError::Crashed`], or [`ShopError::Call`].
    pub async fn quote(self, me: &mut Context, item: &str, limit: Duration) -> Result<u32, ShopError> {
        let request = Request::Quote { item: item.to_owned(), wanted_until: Deadline::after(limit) };
        match self.0.call_within(me, request, Some(limit)).await {
            Ok(Reply::Quote(quote)) => quote.map_err(ShopError::Crashed),
            Ok(reply) => unreachable!("a request for a quote is not answered with {reply:?}"),
            Err(error) => Err(ShopError::Call(error)),
        }
    }

    /// What the shop knows by itself.
    ///
    /// # Errors
    /// [`ShopError::Call`].
    pub async fn status(self, me: &mut Context, limit: Duration) -> Result<Status, ShopError> {
        match self.0.call_within(me, Request::Status, Some(limit)).await {
            Ok(Reply::Status(status)) => Ok(status),
            Ok(reply) => unreachable!("a question for the status is not answered with {reply:?}"),
            Err(error) => Err(ShopError::Call(error)),
        }
    }
}

impl fmt::Debug for Supplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Supplier")
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} running, {} waiting", self.running, self.waiting)
    }
}

impl fmt::Display for ShopError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crashed(reason) => write!(f, "nobody could ask the supplier: {reason}"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ShopError {}
