//! The network: TLS over any other one.
//!
//! Chapter: `distribution`.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::FuturesUnordered;
use network::{Listener, Network, Promise, Stream};
use rustls::Error;
use tokio::time::timeout;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::authority::Papers;
use crate::listener::Accepting;
use crate::secured::Secured;
use crate::trust::{called, calling};
use crate::who::expected;

/// How long a handshake may take: `net_setuptime`.
pub const PATIENCE: Duration = Duration::from_secs(7);

/// Hears of strangers who were not let in.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// A network on which every connection is TLS, with certificates on both sides.
#[derive(Clone)]
pub struct Tls {
    beneath: Arc<dyn Network>,
    acceptor: TlsAcceptor,
    connector: TlsConnector,
    patience: Duration,
    log: Log,
}

impl Tls {
    /// TLS over another network, with these papers; it writes to standard error.
    ///
    /// # Errors
    /// When the papers do not belong together.
    pub fn over(beneath: Arc<dyn Network>, papers: &Papers) -> Result<Self, Error> {
        Ok(Self {
            beneath,
            acceptor: Arc::new(called(papers)?).into(),
            connector: Arc::new(calling(papers)?).into(),
            patience: PATIENCE,
            log: Arc::new(|line| eprintln!("{line}")),
        })
    }

    /// The same, with another ear for what goes wrong.
    #[must_use]
    pub fn log(self, log: Log) -> Self {
        Self { log, ..self }
    }
}

impl Network for Tls {
    fn listen<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Box::pin(async move {
            let beneath = self.beneath.listen(host, port).await?;
            let (acceptor, patience, log) = (self.acceptor.clone(), self.patience, Arc::clone(&self.log));
            let shaking = FuturesUnordered::new();
            Ok(Box::new(Accepting { beneath, acceptor, patience, log, shaking }) as Box<dyn Listener>)
        })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        Box::pin(async move {
            let stream = self.beneath.connect(host, port).await?;
            let shaken = timeout(self.patience, self.connector.connect(expected(host)?, stream)).await;
            match shaken.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
                Ok(stream) => Ok(Box::new(Secured(stream.into())) as Stream),
                Err(cause) => {
                    let told = format!("no TLS with {host}:{port}: {cause}");
                    Err(io::Error::new(io::ErrorKind::InvalidData, told))
                }
            }
        })
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}
