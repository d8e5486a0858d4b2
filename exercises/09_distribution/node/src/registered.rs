//! The name of this node in the port mapper of its host. Where none runs, ours does; where one is gone, another takes
//! its place, and the name is told again.

use std::sync::{Arc, Weak};
use std::time::Duration;

use epmd::{Entry, Error, Registration, Server, Spawner};
use network::Network;

use crate::inner::Inner;

/// How long to wait before the next attempt to tell the name.
const AGAIN: Duration = Duration::from_secs(1);

/// What the port mapper must know.
#[derive(Clone)]
pub(crate) struct Registered {
    pub(crate) network: Arc<dyn Network>,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) entry: Entry,
    pub(crate) spawner: Spawner,
    /// Where creations begin if the port mapper is ours.
    pub(crate) first_creation: u32,
}

impl Registered {
    /// Tells the name, to a port mapper of ours if there is no other.
    pub(crate) async fn tell(&self) -> Result<(Registration, Option<Server>), Error> {
        let Self { network, host, port, entry, spawner, first_creation } = self;
        let server = epmd::ensure(network, host, *port, *first_creation, spawner).await?;
        Ok((epmd::register(network, host, *port, entry).await?, server))
    }

    /// Tells it again whenever the port mapper is gone, as long as there is a node.
    pub(crate) async fn keep(self, node: Weak<Inner>, mut held: (Registration, Option<Server>)) {
        loop {
            let stopped = async {
                if let Some(mut stopped) = node.upgrade().map(|node| node.stopped.subscribe()) {
                    let _ = stopped.wait_for(|stopped| *stopped).await;
                }
            };
            tokio::select! {
                biased;
                () = stopped => return,
                () = held.0.lost() => {}
            }
            held = loop {
                match self.tell().await {
                    Ok(held) => break held,
                    Err(_) if node.upgrade().is_none_or(|node| *node.stopped.borrow()) => return,
                    Err(_) => tokio::time::sleep(AGAIN).await,
                }
            };
        }
    }
}
