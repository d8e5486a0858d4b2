//! Groups of processes over nodes: a member is found on every node, and is gone when it ends or its node is lost.
//!
//! The same scope runs on each node, as a process of the same name. Each knows its own members and tells the others;
//! none decides for another. Ours and those of a BEAM share their groups.
//!
//! ```no_run
//! use distributed_pg::start_link;
//! use node::{Node, Options};
//! use process::{Config, System};
//!
//! # async fn run() -> Result<(), node::StartError> {
//! let system = System::new(Config::default());
//! let node = Node::start(&system, Options::new("a@127.0.0.1", "secret")).await?;
//! system.spawn(move |mut me| async move {
//!     let chat = start_link(&mut me, &node, "chat").await.expect("the name is free");
//!     node.connect("b@127.0.0.1").await.expect("b runs, and has a scope `chat` as well");
//!     let ann = me.pid();
//!     chat.join(&mut me, "lobby", [ann]).await.expect("ann lives here");
//!     println!("in the lobby, on all nodes: {:?}", chat.get_members(&mut me, "lobby").await);
//! });
//! # Ok(()) }
//! ```
//!
//! Reading order: `event` (the words), `predict` and `core` (yours), `difference` (what a sync changes), `wire` (the
//! words as terms), `shell` (the process), `scope` (what a program uses). The groups of one node are those of the
//! crate `pg`. Chapter: `distribution`.
//!
//! Left out: the table of OTP into which readers look without asking the scope. Source: OTP 25, `pg`.

pub mod core;
mod difference;
mod event;
pub mod predict;
mod scope;
mod shell;
mod wire;

pub use event::Word;
pub use gen_server::StartError;
pub use pg::{Change, Changed, GroupError};
pub use scope::{Scope, start_link};
pub use wire::{Heard, read, write};
