//! TLS beneath a node: a network on which both sides show a certificate, and each looks whose it is.
//!
//! ```
//! use std::sync::Arc;
//! use network::{Io, Network, Tcp};
//! use tokio::io::{AsyncReadExt, AsyncWriteExt};
//! use with_tls::{Authority, Tls};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let authority = Authority::new("the course");
//! let network = Tls::over(Arc::new(Tcp), &authority.issue("127.0.0.1"))?;
//! let mut listener = network.listen("127.0.0.1", 0).await?;
//! let (port, call) = (listener.port(), network.clone());
//! let caller = tokio::spawn(async move { call.connect("127.0.0.1", port).await });
//! let mut called = listener.accept().await?;
//! assert!(called.speaks_for("127.0.0.1") && !called.speaks_for("example.org"));
//! caller.await??.write_all(b"in secret").await?;
//! let mut heard = [0; 9];
//! called.read_exact(&mut heard).await?;
//! assert_eq!(&heard, b"in secret");
//! # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
//! ```
//!
//! A node takes it beside its network: `node::Options { tls, .. }`. EPMD speaks no TLS and stays on the plain one.
//!
//! Reading order: [`predict`], `trust` (who must show what), `who` (whose certificate it is), `listener` (strangers
//! that hold nobody up; all yours). Given: `tls` (the network), `secured` (its streams), `authority` (certificates for
//! the course and its tests).
//!
//! Left out: certificates that are withdrawn before they end (CRL, OCSP); new ones without a new start; a limit for
//! how many strangers shake hands at once.
//! Source: OTP, "Using TLS for Erlang Distribution"; rustls 0.23; RFC 8446. Chapter: `distribution`.

mod authority;
mod listener;
pub mod predict;
mod secured;
mod tls;
mod trust;
mod who;

pub use authority::{Authority, Papers};
pub use tls::{Log, PATIENCE, Tls};
pub use trust::{called, calling};
pub use who::{expected, is_for};
