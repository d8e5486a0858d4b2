//! Asking a port mapper, ours or the one of a BEAM.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: EPMD Protocol". Chapter: `distribution`.

use std::future::Future;
use std::sync::Arc;

use network::{Network, Stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::answer::Answer;
use crate::entry::Entry;
use crate::error::Error;
use crate::request::Request;
use crate::session::PATIENCE;

/// Longest list of names that is read, in bytes.
const MAX_NAMES: u64 = 1 << 20;

/// A name that is held as long as this lives. Dropped, the name is free.
pub struct Registration {
    stream: Stream,
    creation: u32,
}

impl Registration {
    /// The mark of this life of the node, which its pids bear.
    #[must_use]
    pub fn creation(&self) -> u32 {
        self.creation
    }

    /// Comes back when the port mapper has gone, and the name with it: the node goes on, but nobody finds it. Find or
    /// start another port mapper ([`ensure`](crate::ensure())) and register anew.
    pub async fn lost(&mut self) {
        while let Ok(1..) = self.stream.read(&mut [0; 64]).await {}
    }
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").field("creation", &self.creation).finish_non_exhaustive()
    }
}

/// Registers a node with the port mapper on `port` of `host`.
///
/// # Errors
/// [`Error::Taken`]: another node has the name. Otherwise there is no port mapper to be reached.
pub async fn register(
    network: &Arc<dyn Network>,
    host: &str,
    port: u16,
    entry: &Entry,
) -> Result<Registration, Error> {
    in_time(async {
        let mut stream = ask(network, host, port, &Request::Alive(entry.clone())).await?;
        let tag = stream.read_u8().await?;
        let mut bytes = vec![tag; Answer::length_of_alive(tag)?];
        stream.read_exact(&mut bytes[1..]).await?;
        match Answer::decode_alive(&bytes)? {
            Answer::Registered { creation, .. } => Ok(Registration { stream, creation }),
            _ => Err(Error::Taken(entry.name.clone())),
        }
    })
    .await
}

/// Where the node `name` of this host takes connections, if there is one.
///
/// # Errors
/// When there is no port mapper to be reached.
pub async fn port_please(
    network: &Arc<dyn Network>,
    host: &str,
    port: u16,
    name: &str,
) -> Result<Option<Entry>, Error> {
    match Answer::decode_port(&ask_all(network, host, port, &Request::PortPlease(name.to_owned())).await?)? {
        Answer::Found(entry) => Ok(Some(entry)),
        _ => Ok(None),
    }
}

/// All nodes of this host, with the ports on which they take connections.
///
/// # Errors
/// When there is no port mapper to be reached.
pub async fn names(network: &Arc<dyn Network>, host: &str, port: u16) -> Result<Vec<(String, u16)>, Error> {
    match Answer::decode_names(&ask_all(network, host, port, &Request::Names).await?)? {
        Answer::Names { nodes, .. } => Ok(nodes),
        _ => Ok(Vec::new()),
    }
}

/// All bytes of an answer that ends with the connection.
async fn ask_all(
    network: &Arc<dyn Network>,
    host: &str,
    port: u16,
    request: &Request,
) -> Result<Vec<u8>, Error> {
    in_time(async {
        let mut bytes = Vec::new();
        let stream = ask(network, host, port, request).await?;
        stream.take(MAX_NAMES).read_to_end(&mut bytes).await?;
        if bytes.is_empty() { Err(Error::HungUp) } else { Ok(bytes) }
    })
    .await
}

async fn ask(network: &Arc<dyn Network>, host: &str, port: u16, request: &Request) -> Result<Stream, Error> {
    let mut stream = network.connect(host, port).await?;
    stream.write_all(&request.encode()).await?;
    Ok(stream)
}

async fn in_time<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let silent = || Err(Error::NotEpmd(format!("no answer within {} s", PATIENCE.as_secs())));
    timeout(PATIENCE, answer).await.unwrap_or_else(|_| silent())
}
