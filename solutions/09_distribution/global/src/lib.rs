//! Names that all nodes of a cluster agree on.
//!
//! A name registered here has one process, on whatever node it lives, and every node finds it without asking anybody:
//! each keeps all names. That takes a lock on all nodes for each change, an exchange when two nodes meet, and a rule
//! for a name that both have given away. Our name servers and those of a BEAM take part in one cluster.
//!
//! ```
//! use global::{Cluster, Resolver};
//!
//! let mut cluster = Cluster::new(&["a", "b"], 1);
//! let (anna, bea) = (cluster.spawn("a", "anna"), cluster.spawn("b", "bea"));
//! assert!(cluster.register("shop", anna, Resolver::random_notify()));
//! assert!(cluster.register("shop", bea, Resolver::random_notify())); // the nodes do not know each other yet
//! cluster.connect();
//! cluster.run();
//! assert_eq!((cluster.whereis("a", "shop"), cluster.whereis("b", "shop")), (Some("anna"), Some("anna")));
//! assert_eq!(cluster.heard(), ["bea: {:global_name_conflict, :shop}"]);
//! ```
//!
//! In reading order: `words` and `message` (what is spoken of); yours are `locks` (who holds what), `acquire` (on all
//! nodes or on none), `names` (who has which name), `lost` (a node is gone), `exchange` (two nodes compare, and a
//! conflict is settled). Given: `resolver` (who keeps a name), `core` (all of it as one pure `step`), `meeting`,
//! `locker`, `registrar` (its parts), `cluster` (several cores and a network that is a list). The shell: `wire` (the
//! words as terms), `shell` (the process `global_name_server`), `global` (what a program uses).
//!
//! Left out: names of processes on C nodes, global groups, nodes older than OTP 25.
//! Source: OTP, `global`. Chapter: `distribution`.

mod acquire;
mod cluster;
mod core;
mod dice;
mod exchange;
mod global;
mod locker;
mod locks;
mod lost;
mod meeting;
mod message;
mod names;
pub mod predict;
mod registrar;
mod resolver;
mod shell;
mod wire;
mod words;

pub use acquire::{Acquire, Next, Said};
pub use cluster::{Cluster, Letter};
pub use core::{State, step};
pub use exchange::{Compared, compare};
pub use global::{Global, Retries};
pub use locks::Locks;
pub use message::{Action, Event, Message, Request, Timer, Want};
pub use names::Names;
pub use resolver::{Effect, Resolver, Rule, Rules, Ruling};
pub use words::{Entry, LockId, Op, Process};
