//! One connection, from its request to its end.
//!
//! It may be anybody's, so it gets [`PATIENCE`] to say what it wants and at most [`MAX_REQUEST`](crate::MAX_REQUEST)
//! bytes for it. Whoever says nothing, or nonsense, is hung up on, and no other connection notices.
//!
//! Chapter: `distribution`.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use network::Stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::answer::Answer;
use crate::frames::Frames;
use crate::names::{Connection, Names};
use crate::request::Request;
use crate::server::{Shared, stopped};

/// How long a connection may take to say what it wants, and to take its answer.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Serves one connection until it ends, or the server does.
pub(crate) async fn serve(by: Connection, mut stream: Stream, shared: Shared) {
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
// ANCHOR_END: converse

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

// ANCHOR: patiently
/// What comes of this, if it comes in time.
async fn patiently<T>(what: impl Future<Output = Option<T>>) -> Option<T> {
    // ANCHOR: cut_hostile
    timeout(PATIENCE, what).await.ok().flatten()
    // ANCHOR_END: cut_hostile => // TODO hostile: nothing after PATIENCE (`tokio::time::timeout`)
    // ANCHOR_END: cut_hostile => let _ = (PATIENCE, timeout::<std::future::Ready<()>>);
    // ANCHOR_END: cut_hostile => what.await
}
// ANCHOR_END: patiently

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
