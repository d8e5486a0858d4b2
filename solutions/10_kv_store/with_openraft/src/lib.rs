//! The key-value store of this chapter once more, with an engine in place of our majorities: `openraft`.
//!
//! ```
//! use term::term;
//! use with_openraft::{Answer, Cluster, Request};
//! # let run = harness::sim(1, |world| async move {
//! let cluster = Cluster::start(world.spawner(), 1).await;
//! assert_eq!(cluster.ask(0, Request::Put(term!("k"), term!(1))).await, Answer::Done);
//! cluster.cut(&[0], &[1, 2]);
//! // The other two have a majority, and elect one of them.
//! let read = loop {
//!     match cluster.ask(2, Request::Get(term!("k"))).await {
//!         Answer::Unavailable => continue,
//!         answer => break answer,
//!     }
//! };
//! assert_eq!(read, Answer::Value(Some(term!(1))));
//! # });
//! # run.finished();
//! ```
//!
//! Reading order: [`types`] (what is said); `machine` and `log` (what the engine asks of a store: both are yours in
//! part), `snapshot` (yours), `disk` (what survives a crash); `network` (yours in part) on `wires`; `leading` and `member`
//! (what a client hears: yours); `runtime` (tasks of a host, and its clock), `cluster` (three members, and what is done
//! to them).
//!
//! Left out: members that join or leave, and a real disk.
//! Source: Ongaro, Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014; openraft 0.9.
//! Chapter: `kv_store`.

mod cluster;
mod disk;
mod leading;
mod log;
mod machine;
mod member;
mod network;
mod runtime;
mod snapshot;
pub mod types;
mod wires;

pub use cluster::{Cluster, MEMBERS};
pub use disk::Disk;
pub use leading::Elsewhere;
pub use log::Log;
pub use machine::Machine;
pub use member::{Member, late};
pub use network::told;
pub use types::{Answer, Request};
pub use wires::Trouble;
