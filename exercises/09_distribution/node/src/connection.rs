//! One connection: what is to be sent lies in a buffer, and whoever writes takes all of it in one go.
//!
//! So a thousand small messages become one write, and nobody waits for a socket. The buffer has no limit, as a
//! mailbox has none: a node that sends faster than the wire carries grows. The BEAM lets its senders wait.
//!
//! Chapter: `distribution`.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use handshake::Peer;
use network::Stream;
use term::Atom;
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::sync::Notify;

use crate::control::Control;
use crate::frames::{self, FrameError, Frames};
use crate::peers::Generation;
use crate::ticks::{Tick, Ticker};
use crate::ties::Ties;
use crate::turns::{let_others_run, stay_awake};

/// A connection with another node.
pub struct Connection {
    /// Who is at the other end.
    pub peer: Peer,
    /// Its name, as an atom.
    pub name: Atom,
    /// Which of our connections it is.
    pub generation: Generation,
    own: etf::Node,
    outbox: Mutex<Outbox>,
    bell: Notify,
    closed: AtomicBool,
    /// Rings once, for all that wait for the end. Not a `watch`: that one wakes in an order of chance.
    end: Notify,
    read: AtomicU64,
    written: AtomicU64,
}

/// What changes with each message that is sent.
#[derive(Default)]
pub struct Outbox {
    bytes: Vec<u8>,
    /// What processes on both sides have to do with each other.
    pub ties: Ties,
}

impl Connection {
    /// A connection whose handshake is done.
    #[must_use]
    pub fn new(peer: Peer, generation: Generation, own: etf::Node) -> Arc<Self> {
        Arc::new(Self {
            name: Atom::new(&peer.name),
            peer,
            generation,
            own,
            outbox: Mutex::default(),
            bell: Notify::new(),
            closed: AtomicBool::new(false),
            end: Notify::new(),
            read: AtomicU64::new(0),
            written: AtomicU64::new(0),
        })
    }

    /// What is to be sent, and the ties, under one lock: a tie is noted in the order in which it is sent.
    pub fn outbox(&self) -> MutexGuard<'_, Outbox> {
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a message, sooner or later. It never waits.
    pub fn send(&self, control: Control) {
        self.send_with(|_| Some(control));
    }

    /// Sends what `decide` makes of the ties.
    pub fn send_with(&self, decide: impl FnOnce(&mut Ties) -> Option<Control>) {
        let mut outbox = self.outbox();
        let Some(control) = decide(&mut outbox.ties) else { return };
        frames::write(&mut outbox.bytes, control, self.own);
        drop(outbox);
        self.bell.notify_one();
    }

    /// Ends the connection: reader, writer and ticker stop.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.end.notify_waiters();
    }

    async fn closed(&self) {
        let mut end = pin!(self.end.notified());
        end.as_mut().enable(); // from here on no ring is missed
        if !self.closed.load(Ordering::Acquire) {
            end.await;
        }
    }

    /// Writes what is to be sent, until the connection ends.
    pub async fn write(self: Arc<Self>, mut stream: WriteHalf<Stream>) {
        let mut bytes = Vec::new();
        let writing = async {
            loop {
                std::mem::swap(&mut bytes, &mut self.outbox().bytes);
                if bytes.is_empty() {
                    self.bell.notified().await;
                    let_others_run().await; // they may have something to send as well
                    continue;
                }
                if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() {
                    break;
                }
                self.written.fetch_add(1, Ordering::Relaxed);
                bytes.clear();
                bytes.shrink_to(1 << 20);
            }
        };
        tokio::select! {
            biased;
            () = self.closed() => {}
            () = writing => self.close(),
        }
        let _ = stream.shutdown().await;
    }

    /// Reads messages and hands them to `take`, until the connection ends. The error says what was wrong with what
    /// came; an end is none.
    ///
    /// # Errors
    /// When what came is no message.
    pub async fn read(
        &self,
        mut stream: ReadHalf<Stream>,
        limit: usize,
        busy_wait: u32,
        mut take: impl FnMut(Control) + Send,
    ) -> Result<(), FrameError> {
        let mut frames = Frames::default();
        frames.bytes.reserve(1 << 16);
        let reading = async {
            loop {
                match stay_awake(busy_wait, stream.read_buf(&mut frames.bytes)).await {
                    Ok(0) | Err(_) => return Ok(()),
                    Ok(_) => {}
                }
                self.read.fetch_add(1, Ordering::Relaxed);
                while let Some(frame) = frames.next(limit)? {
                    if let Some(control) = frames::read(frame, self.own, etf::Limits::default())? {
                        take(control);
                    }
                }
                frames.forget();
            }
        };
        let result = tokio::select! {
            biased;
            () = self.closed() => Ok(()),
            result = reading => result,
        };
        self.close();
        result
    }

    /// Gives signs of life, and ends the connection when the other side gives none. `interval` is a quarter of what
    /// OTP calls the tick time.
    pub async fn tick(self: Arc<Self>, interval: Duration) {
        let mut ticker = Ticker::default();
        let ticking = async {
            loop {
                tokio::time::sleep(interval).await;
                let (read, written) =
                    (self.read.load(Ordering::Relaxed), self.written.load(Ordering::Relaxed));
                match ticker.step(read, written) {
                    Tick::Nothing => {}
                    Tick::Send => {
                        self.outbox().bytes.extend([0; 4]);
                        self.bell.notify_one();
                    }
                    Tick::Dead => break,
                }
            }
        };
        tokio::select! {
            biased;
            () = self.closed() => {}
            () = ticking => self.close(),
        }
    }
}
