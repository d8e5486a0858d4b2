//! Takes calls. A stranger may take his time, or say nothing at all; nobody else waits for him.
//!
//! Handshakes run side by side, each with its limit. What goes wrong with one of them is written down, and ends this
//! one. The BEAM does the same: a process for each handshake.
//!
//! Source: OTP, `inet_tls_dist` (`accept_loop`, `accept_one`). Chapter: `distribution`.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use network::{Listener, Promise, Stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::secured::Secured;
use crate::tls::Log;

/// A call that is under way; at its end a stream, or why there is none.
type Shaking = Pin<Box<dyn Future<Output = io::Result<Stream>> + Send>>;

/// A listener of the network.
pub struct Accepting {
    pub beneath: Box<dyn Listener>,
    pub acceptor: TlsAcceptor,
    pub patience: Duration,
    pub log: Log,
    pub shaking: FuturesUnordered<Shaking>,
}

impl Listener for Accepting {
    fn port(&self) -> u16 {
        self.beneath.port()
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        Box::pin(async move {
            // TODO strangers: calls come from `self.beneath.accept()`, each to be shaken; `self.shaking`
            // keeps those that take their time. Who is done first comes out first
            let _ = (&self.acceptor, self.patience, &self.log, self.shaking.next(), shake);
            todo!("strangers: the next who has shown who he is")
        })
    }
}

/// Shakes hands with whoever has called, within the limit.
fn shake(acceptor: TlsAcceptor, stream: Stream, patience: Duration) -> Shaking {
    Box::pin(async move {
        // TODO strangers: he has `patience`, and not for ever; `Ok` around what comes out is a place holder
        let shaken = Ok::<_, tokio::time::error::Elapsed>(acceptor.accept(stream).into_fallible().await);
        match shaken {
            Ok(Ok(stream)) => Ok(Box::new(Secured(stream.into())) as Stream),
            Ok(Err((cause, stream))) => {
                let _ = timeout(patience, part(stream)).await;
                Err(cause)
            }
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    })
}

/// Closes so that the other side can read why: a socket that is closed over unread bytes takes the last words back.
async fn part(mut stream: Stream) -> io::Result<()> {
    stream.shutdown().await?;
    let mut unread = [0; 1 << 10];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}
