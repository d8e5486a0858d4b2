//! A node of the real Erlang distribution protocol: `iex` on another terminal sees it, and it sees `iex`.
//!
//! ```no_run
//! use node::{Node, NodeUp, Options};
//! use process::{Config, System};
//! use term::{Term, term};
//!
//! # async fn run() -> Result<(), node::StartError> {
//! let system = System::new(Config::default());
//! let node = Node::start(&system, Options::new("a@127.0.0.1", "secret")).await?;
//! system.spawn(move |mut me| async move {
//!     node.monitor_nodes(&me);
//!     node.connect("b@127.0.0.1").await.expect("b runs, with the same cookie");
//!     let NodeUp { node: b, .. } = me.receive().await;
//!     node.send(&me, ("printer", b.text()), term!({:print, "hello"}));
//!     let answer = node.call(&mut me, ("kv", b.text()), term!({:get, "k"}), std::time::Duration::from_secs(5));
//!     println!("{:?}", answer.await);
//! });
//! # Ok(()) }
//! ```
//!
//! First, what you expect: `predict`. Then pure cores, yours: `frames` (where a message ends), `control` with `to_terms`
//! and `of_terms` (what it says), `ticks` (who still lives), `peers` (which connection counts), `ties` (what a lost one
//! undoes). Given: `address`, `ending` (exit reasons as terms), `asked` and `functions` (what others ask of us). The
//! shell around them: `setup` and `dialing` (the way to a connection), `connection`, `state`, `inner` (connections up
//! and down), `carrier` (what leaves), `inbound` (what comes). What a program uses: `node`, `call` (yours), `spawn`,
//! `open` and `wire`.
//!
//! Left out: the atom cache and fragments, which two nodes must agree on first; group leaders; a limit for what waits
//! to be sent.
//! Source: ERTS User's Guide, "Distribution Protocol". Chapter: `distribution`.

mod address;
mod asked;
mod call;
mod calls;
mod carrier;
mod connection;
#[doc(hidden)]
pub mod control;
mod dialing;
mod ending;
#[doc(hidden)]
pub mod frames;
mod functions;
mod inbound;
mod inner;
#[doc(hidden)]
pub mod news;
mod node;
mod of_terms;
mod open;
mod options;
#[doc(hidden)]
pub mod peers;
#[doc(hidden)]
pub mod predict;
mod registered;
mod setup;
mod spawn;
mod spawns;
mod state;
#[doc(hidden)]
pub mod ticks;
#[doc(hidden)]
pub mod ties;
mod to_terms;
mod turns;
mod watchers;
mod wire;

pub use address::{Address, BadName, parts};
pub use asked::{Asked, GenMessage};
pub use call::CallError;
pub use functions::{Functions, module_and_name};
pub use node::Node;
pub use open::Open;
pub use options::{ConnectError, Log, Options, StartError};
pub use spawn::{Request, SpawnError};
pub use term::Term;
pub use watchers::{NodeDown, NodeUp, Visibility};
pub use wire::Wire;
#[doc(hidden)]
pub use wire::{of_wire, to_wire};
