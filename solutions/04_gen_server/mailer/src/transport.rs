//! What carries a mail out of the house: slow, and not to be trusted.
//!
//! An attempt is a whole process. However it ends, its exit reason is the outcome: `normal` is sent, everything else
//! is not, whether the transport said so or crashed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use process::ExitReason;

type Sending = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// Sends one mail, or says why it cannot.
#[derive(Clone)]
pub struct Transport(Arc<dyn Fn(String) -> Sending + Send + Sync>);

impl Transport {
    /// A transport that does this with each mail.
    pub fn new<Fut>(send: impl Fn(String) -> Fut + Send + Sync + 'static) -> Self
    where
        Fut: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self(Arc::new(move |mail| Box::pin(send(mail))))
    }

    // ANCHOR: attempt
    /// Tries once, as the body of a process: why it ends says how it went.
    pub(crate) async fn attempt(self, mail: String) -> ExitReason {
        match (self.0)(mail).await {
            Ok(()) => ExitReason::Normal,
            Err(reason) => ExitReason::from(reason.as_str()),
        }
    }
    // ANCHOR_END: attempt
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Transport")
    }
}
