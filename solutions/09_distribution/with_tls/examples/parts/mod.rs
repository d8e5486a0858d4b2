//! Two networks for programs on one machine: one on which every host is this machine, and one that is listened to.
//! Everything stays in this process: nobody hears anybody else's bytes.

pub mod beam;
pub mod wire;

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use network::{Io, Listener, Network, Promise, Stream, Tcp};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// TCP to 127.0.0.1, whatever the host is called.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here;

impl Network for Here {
    fn listen<'a>(&'a self, _: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Tcp.listen("127.0.0.1", port)
    }

    fn connect<'a>(&'a self, _: &'a str, port: u16) -> Promise<'a, Stream> {
        Tcp.connect("127.0.0.1", port)
    }
}

/// Bytes that went by.
#[derive(Clone, Debug)]
pub struct Piece {
    /// On which connection.
    pub wire: usize,
    /// From whoever has called, or from whoever was called.
    pub from_caller: bool,
    pub bytes: Vec<u8>,
}

/// A network on which somebody listens.
#[derive(Clone)]
pub struct Tap {
    beneath: Arc<dyn Network>,
    heard: Heard,
}

/// What was heard, and on how many connections.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<(usize, Vec<Piece>)>>);

impl Heard {
    fn notes(&self) -> MutexGuard<'_, (usize, Vec<Piece>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All of it, in the order in which it went by.
    pub fn pieces(&self) -> Vec<Piece> {
        self.notes().1.clone()
    }

    /// What one side has said on one connection.
    pub fn said(&self, wire: usize, from_caller: bool) -> Vec<u8> {
        let pieces = self.pieces().into_iter();
        pieces.filter(|p| (p.wire, p.from_caller) == (wire, from_caller)).flat_map(|p| p.bytes).collect()
    }

    fn note(&self, wire: usize, from_caller: bool, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.notes().1.push(Piece { wire, from_caller, bytes: bytes.to_vec() });
        }
    }

    fn wrap(&self, beneath: Stream, is_caller: bool) -> Stream {
        let wire = self.notes().0;
        self.notes().0 += 1;
        Box::new(Tapped { beneath, wire, is_caller, heard: self.clone() })
    }
}

impl Tap {
    /// Listens on a network; calls are noted by who makes them and by who takes them, so let one side have the tap.
    pub fn on(beneath: Arc<dyn Network>) -> Self {
        Self { beneath, heard: Heard::default() }
    }

    pub fn heard(&self) -> Heard {
        self.heard.clone()
    }
}

impl Network for Tap {
    fn listen<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Box::pin(async move {
            let beneath = self.beneath.listen(host, port).await?;
            Ok(Box::new(Ear { beneath, heard: self.heard.clone() }) as Box<dyn Listener>)
        })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        Box::pin(async move { Ok(self.heard.wrap(self.beneath.connect(host, port).await?, true)) })
    }
}

struct Ear {
    beneath: Box<dyn Listener>,
    heard: Heard,
}

impl Listener for Ear {
    fn port(&self) -> u16 {
        self.beneath.port()
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        Box::pin(async move { Ok(self.heard.wrap(self.beneath.accept().await?, false)) })
    }
}

struct Tapped {
    beneath: Stream,
    wire: usize,
    is_caller: bool,
    heard: Heard,
}

impl Io for Tapped {
    fn speaks_for(&self, host: &str) -> bool {
        self.beneath.speaks_for(host)
    }
}

impl AsyncRead for Tapped {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let done = Pin::new(&mut self.beneath).poll_read(cx, buf);
        self.heard.note(self.wire, !self.is_caller, &buf.filled()[before..]);
        done
    }
}

impl AsyncWrite for Tapped {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.beneath).poll_write(cx, bytes);
        if let Poll::Ready(Ok(count)) = done {
            self.heard.note(self.wire, self.is_caller, &bytes[..count]);
        }
        done
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.beneath).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.beneath).poll_shutdown(cx)
    }
}
