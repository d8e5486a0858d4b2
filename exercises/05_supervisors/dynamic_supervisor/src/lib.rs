//! A supervisor whose children come and go while it runs: one for each connection, each room, each job.
//!
//! ```
//! use dynamic_supervisor::{ChildSpec, Flags, Options, start_link};
//! use process::{Config, Context, ExitReason, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let main = system.spawn(|mut me| async move {
//!     let rooms = start_link(&mut me, Flags::default(), Options::default()).await.unwrap();
//!     let room = ChildSpec::process("room", |mut me: Context| async move { drop(me.next().await) });
//!     let first = rooms.start_child(&mut me, room.clone()).await.unwrap();
//!     let second = rooms.start_child(&mut me, room).await.unwrap();
//!     assert_ne!(first, second);
//!     assert_eq!(rooms.count_children(&mut me).await.unwrap().active, 2);
//! });
//! assert_eq!(system.join(main).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `event`, `state`, `core` (yours), `shell` (the core as a GenServer), `handle` (what callers use).
//! Chapter: `supervisors`.

pub mod core;
mod event;
mod handle;
pub mod predict;
mod shell;
mod state;

pub use event::DynamicError;
pub use handle::{DynamicSupervisor, start_link};
pub use state::{ChildInfo, Flags};
pub use supervisor::{ChildKind, ChildSpec, ChildState, Count, Options, Restart, Shutdown, StartError};
