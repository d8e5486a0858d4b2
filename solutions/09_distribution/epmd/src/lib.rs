//! The port mapper of a host: nodes say on which port they listen, and others ask for it by name.
//!
//! ```
//! use std::sync::Arc;
//! use epmd::{Entry, Error, Server, Spawner, port_please, register};
//! use network::{Network, Tcp};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let network: Arc<dyn Network> = Arc::new(Tcp);
//! let spawner: Spawner = Arc::new(|task| drop(tokio::spawn(task)));
//! let server = Server::start(&network, "127.0.0.1", 0, 1, &spawner).await.unwrap();
//! let held = register(&network, "127.0.0.1", server.port(), &Entry::visible("a", 4711)).await.unwrap();
//! let taken = register(&network, "127.0.0.1", server.port(), &Entry::visible("a", 4712)).await;
//! assert_eq!(taken.err(), Some(Error::Taken("a".to_owned())));
//! let found = port_please(&network, "127.0.0.1", server.port(), "a").await.unwrap();
//! assert_eq!(found.map(|entry| entry.port), Some(4711));
//! drop(held); // the connection ends, and the name is free
//! # });
//! ```
//!
//! Reading order: `predict`, `frames`, `fields`, `entry`, `names`, `answer`, `session` (you write in these), `request`,
//! `server`, `client`, `ensure`. The real thing and this one may stand in for each other: the tests of this
//! package let nodes of a BEAM register here, and let this client register there.
//!
//! Left out: `kill`, `stop` and `dump`, which serve whoever maintains the daemon; a check that whoever registers is
//! on the same host.
//! Source: ERTS User's Guide, "Distribution Protocol: EPMD Protocol". Chapter: `distribution`.

mod answer;
mod client;
mod ensure;
mod entry;
mod error;
mod fields;
mod frames;
mod names;
pub mod predict;
mod request;
mod server;
mod session;

pub use answer::Answer;
pub use client::{Registration, names, port_please, register};
pub use ensure::{DEFAULT_PORT, Spawner, ensure, port};
pub use entry::{Entry, Kind};
pub use error::{Error, Malformed};
pub use frames::{Frames, MAX_REQUEST};
pub use names::{Connection, Names};
pub use request::Request;
pub use server::Server;
pub use session::PATIENCE;
