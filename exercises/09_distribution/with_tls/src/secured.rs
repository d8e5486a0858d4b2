//! A stream of the network: bytes go in and come out plain, and travel encrypted.
//!
//! Chapter: `distribution`.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use network::{Io, Stream};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsStream;

use crate::who::is_for;

/// One end of a TLS connection.
pub struct Secured(pub TlsStream<Stream>);

impl Io for Secured {
    /// The other end may say that it is on a host if its certificate is for that one.
    fn speaks_for(&self, host: &str) -> bool {
        let shown = self.0.get_ref().1.peer_certificates().and_then(|chain| chain.first());
        shown.is_some_and(|certificate| is_for(certificate, host))
    }
}

impl AsyncRead for Secured {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl AsyncWrite for Secured {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
