//! One port mapper for each host: the one that runs, or else ours.
//!
//! Chapter: `distribution`.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use network::Network;

use crate::client::names;
use crate::error::Error;
use crate::server::Server;

/// Where a port mapper listens, unless the environment says otherwise.
pub const DEFAULT_PORT: u16 = 4369;

/// So often is looked for a port mapper, and one started.
const ATTEMPTS: usize = 5;

/// Starts a task. The same type as a process system takes for its configuration.
pub type Spawner = Arc<dyn Fn(Pin<Box<dyn Future<Output = ()> + Send>>) + Send + Sync>;

/// The port that `ERL_EPMD_PORT` names, or [`DEFAULT_PORT`].
#[must_use]
pub fn port() -> u16 {
    let named = std::env::var("ERL_EPMD_PORT").ok();
    named.and_then(|port| port.parse().ok()).unwrap_or(DEFAULT_PORT)
}

// ANCHOR: ensure
/// Makes sure that a port mapper listens on `port` of the own address `host`. `None`: there was one. `Some`: this is
/// ours, and it ends when it is dropped.
///
/// Two programs may find nobody at the same time. The operating system gives the port to one of them; the other finds
/// it in use, looks again, and uses the one that is there.
///
/// # Errors
/// When something else holds the port, or it cannot be listened on.
pub async fn ensure(
    network: &Arc<dyn Network>,
    host: &str,
    port: u16,
    last_creation: u32,
    spawner: &Spawner,
) -> Result<Option<Server>, Error> {
    for _ in 0..ATTEMPTS {
        match names(network, host, port).await {
            Ok(_) => return Ok(None),
            Err(Error::NobodyListens) => {}
            Err(Error::HungUp) => continue, // it is ending
            Err(error) => return Err(error),
        }
        match Server::start(network, host, port, last_creation, spawner).await {
            Ok(server) => return Ok(Some(server)),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {} // another was faster
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::HungUp)
}
// ANCHOR_END: ensure
