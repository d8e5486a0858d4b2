//! The same child several times under one supervisor, and a rule that leads each key to one of them.
//!
//! ```
//! use partition_supervisor::{ChildSpec, Flags, Options, start_link};
//! use process::{Config, Context, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let main = system.spawn(|mut me| async move {
//!     let counter = |_number| ChildSpec::process("counter", |mut me: Context| async move { drop(me.next().await) });
//!     let counters = start_link(&mut me, 4, counter, Flags::default(), Options::default()).await.unwrap();
//!     assert_eq!(counters.partition_for("alice"), counters.partition_for("alice"));
//!     assert_ne!(counters.partition_for(1), counters.partition_for(2));
//! });
//! assert_eq!(system.join(main).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict`, `key`, `partition` and `spread` (yours); `table` and `supervisor` are given.
//! Chapter: `supervisors`.

mod key;
mod partition;
pub mod predict;
mod spread;
mod supervisor;
mod table;

pub use ::supervisor::{ChildSpec, Flags, Options, StartError};
pub use key::Key;
pub use spread::{active, start_child};
pub use supervisor::{PartitionSupervisor, start_link};
