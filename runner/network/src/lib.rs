//! What a node asks of a network: listen, accept, connect. Two networks answer: [`Tcp`], and the simulated one of
//! the checks (`harness::Net`), where a cable is cut by a function and time costs nothing.
//!
//! ```
//! use network::{Network, Tcp};
//! use tokio::io::{AsyncReadExt, AsyncWriteExt};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let network = Tcp;
//! let mut listener = network.listen("127.0.0.1", 0).await?;
//! let mut client = network.connect("127.0.0.1", listener.port()).await?;
//! let mut server = listener.accept().await?;
//! client.write_all(b"hello").await?;
//! let mut heard = [0; 5];
//! server.read_exact(&mut heard).await?;
//! assert_eq!(&heard, b"hello");
//! # std::io::Result::Ok(()) }).unwrap();
//! ```
//!
//! The types are boxed: a node is one type, whatever it talks through, and a virtual call costs nothing beside a
//! write to a socket.

mod tcp;

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};
use tokio::net::TcpStream;

pub use tcp::Tcp;

/// A future that a network gives out.
pub type Promise<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

/// A connection, seen from one of its ends: bytes in both directions, in order, until one side closes it.
pub trait Io: AsyncRead + AsyncWrite + Unpin + Send {
    /// Whether the other end may say that it is on this host. Most networks prove nothing, so everybody may; one with
    /// certificates asks the certificate.
    fn speaks_for(&self, _host: &str) -> bool {
        true
    }
}

impl Io for TcpStream {}
impl Io for DuplexStream {}

/// A connection of any network.
pub type Stream = Box<dyn Io>;

/// A network, seen from one host.
pub trait Network: Send + Sync {
    /// Begins to listen on `port` of the own address `host`; port 0 takes one that is free.
    ///
    /// # Errors
    /// When the port is in use, or the address is not ours.
    fn listen<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>>;

    /// Connects to `port` of `host`.
    ///
    /// # Errors
    /// When nobody listens there, or the host cannot be reached.
    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream>;
}

/// Takes in connections. Dropped, it listens no more.
pub trait Listener: Send {
    /// The port on which it listens.
    fn port(&self) -> u16;

    /// Waits for the next connection.
    ///
    /// # Errors
    /// When it could not be taken, for too many open files or the like. A later one may be, after a pause.
    fn accept(&mut self) -> Promise<'_, Stream>;
}

impl fmt::Debug for dyn Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network")
    }
}
