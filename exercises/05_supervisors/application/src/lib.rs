//! A shop as a supervision tree: web, sessions, database and cache; and the node that starts it as an application.
//!
//! ```
//! use std::sync::Arc;
//!
//! use application::{Node, Setup, Shop, Type, open_session};
//! use process::{Config, ExitReason, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let main = system.spawn(|mut me| async move {
//!     let node = Node::start_link(&mut me).await.unwrap();
//!     let setup = Setup::default();
//!     node.start(&mut me, Arc::new(Shop::new(setup.clone())), Type::Permanent).await.unwrap();
//!     assert_eq!(node.running(&mut me).await, ["shop"]);
//!
//!     open_session(&mut me, &setup, "ada").await.unwrap();
//!     assert!(me.system().whereis("ada").is_some());
//!     node.stop(&mut me, "shop").await.unwrap();
//!     assert!(me.system().whereis("ada").is_none());
//! });
//! assert_eq!(system.join(main).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `tree` (who stands under whom; yours), `database` and `session` (partly yours), `cache`, `web`;
//! `start` (what an application is), `controller` (partly yours), `node`; then `setup` and `disk`, on which all of it
//! runs. Chapter: `supervisors`.

mod cache;
mod controller;
mod database;
mod disk;
mod node;
pub mod predict;
mod session;
mod setup;
mod start;
mod tree;
mod web;

pub use cache::Cache;
pub use database::{Database, Request};
pub use disk::{Disk, DiskError};
pub use node::Node;
pub use session::{Session, Wish};
pub use setup::Setup;
pub use start::{AppError, Application, Type};
pub use tree::{Shop, open_session};
pub use web::{Hits, Listener, Page};
