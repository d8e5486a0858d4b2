//! The shell: takes connections, and gives each a task of its own.
//!
//! Chapter: `distribution`.

use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use network::{Listener, Network};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::ensure::Spawner;
use crate::names::Names;
use crate::session::serve;

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
pub(crate) struct Shared {
    pub(crate) names: Arc<Mutex<Names>>,
    pub(crate) port: u16,
    /// Closed when the server is dropped.
    pub(crate) stop: watch::Receiver<()>,
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

/// Comes back when the server is dropped.
pub(crate) async fn stopped(mut stop: watch::Receiver<()>) {
    if stop.changed().await.is_ok() {
        pending().await // nothing is ever sent
    }
}
