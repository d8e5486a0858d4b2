//! The shell: takes connections, one task each, and puts what they ask to the core.
//!
//! A connection has one request. It may be anybody's, so it gets [`PATIENCE`] to say what it wants and at most
//! [`MAX_REQUEST`](crate::MAX_REQUEST) bytes for it; whoever says nothing, or nonsense, is hung up on, and no other
//! connection notices.
//!
//! Chapter: `distribution`.

use std::future::{Future, pending};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use network::{Listener, Network, Stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::answer::Answer;
use crate::ensure::Spawner;
use crate::frames::Frames;
use crate::names::{Connection, Names};
use crate::request::Request;

/// How long a connection may take to say what it wants, and to take its answer.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Before the next try when no connection can be taken: there may be too many open files.
const PAUSE: Duration = Duration::from_millis(100);

/// A running server. Dropped, it ends, and all names with it.
#[derive(Debug)]
pub struct Server {
    port: u16,
    _running: watch::Sender<()>,
}

/// What the tasks of a server share.
#[derive(Clone)]
struct Shared {
    names: Arc<Mutex<Names>>,
    port: u16,
    /// Closed when the server is dropped.
    stop: watch::Receiver<()>,
}

impl Server {
    /// Listens on `port` of the own address `host`; port 0 takes one that is free. Creations follow `last_creation`:
    /// give a number that differs from one life of the program to the next. All tasks are started by `spawner`.
    ///
    /// # Errors
    /// When the port is in use.
    pub async fn start(
        network: &Arc<dyn Network>,
        host: &str,
        port: u16,
        last_creation: u32,
        spawner: &Spawner,
    ) -> io::Result<Self> {
        let listener = network.listen(host, port).await?;
        let port = listener.port();
        let (running, stop) = watch::channel(());
        let names = Arc::new(Mutex::new(Names::new(last_creation)));
        let shared = Shared { names, port, stop };
        spawner(Box::pin(accept(listener, shared, Arc::clone(spawner))));
        Ok(Self { port, _running: running })
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

// ANCHOR: accept
/// Takes connections until the server is dropped.
async fn accept(mut listener: Box<dyn Listener>, shared: Shared, spawner: Spawner) {
    let mut connections = 0;
    loop {
        let accepted = tokio::select! {
            biased;
            () = stopped(shared.stop.clone()) => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok(stream) => {
                connections += 1;
                spawner(Box::pin(serve(connections, stream, shared.clone())));
            }
            Err(_) => sleep(PAUSE).await,
        }
    }
}
// ANCHOR_END: accept

/// Serves one connection until it ends, or the server does.
async fn serve(by: Connection, mut stream: Stream, shared: Shared) {
    // However this ends, the names that the connection holds go with it.
    let _held = Held { by, names: Arc::clone(&shared.names) };
    tokio::select! {
        biased;
        () = stopped(shared.stop.clone()) => (),
        () = converse(by, &mut stream, &shared) => (),
    }
}

// ANCHOR: converse
/// One request, one answer. A node that got its name says nothing more: its silence is its life.
async fn converse(by: Connection, stream: &mut Stream, shared: &Shared) {
    let Some(request) = patiently(hear(stream)).await else { return };
    let answer = lock(&shared.names).ask(by, request, shared.port);
    let told = patiently(async { stream.write_all(&answer.encode()).await.ok() }).await;
    if told.is_some() && matches!(answer, Answer::Registered { .. }) {
        while let Ok(1..) = stream.read(&mut [0; 64]).await {}
    }
}

/// The request of this connection, if it has one.
async fn hear(stream: &mut Stream) -> Option<Request> {
    let (mut frames, mut bytes) = (Frames::default(), [0; 256]);
    loop {
        if let Some(frame) = frames.take().ok()? {
            return Request::decode(&frame).ok();
        }
        match stream.read(&mut bytes).await {
            Ok(read @ 1..) => frames.arrived(&bytes[..read]),
            _ => return None,
        }
    }
}

/// What comes of this, if it comes in time.
async fn patiently<T>(what: impl Future<Output = Option<T>>) -> Option<T> {
    // ANCHOR: cut_hostile
    timeout(PATIENCE, what).await.ok().flatten()
    // ANCHOR_END: cut_hostile => // TODO hostile: nothing after PATIENCE (`tokio::time::timeout`)
    // ANCHOR_END: cut_hostile => let _ = (PATIENCE, timeout::<std::future::Ready<()>>);
    // ANCHOR_END: cut_hostile => what.await
}
// ANCHOR_END: converse

/// Comes back when the server is dropped.
async fn stopped(mut stop: watch::Receiver<()>) {
    if stop.changed().await.is_ok() {
        pending().await // nothing is ever sent
    }
}

/// Frees the names of a connection when it is dropped.
struct Held {
    by: Connection,
    names: Arc<Mutex<Names>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        lock(&self.names).closed(self.by);
    }
}

fn lock(names: &Mutex<Names>) -> MutexGuard<'_, Names> {
    names.lock().unwrap_or_else(PoisonError::into_inner)
}
