//! Groups of processes: a process joins a group as often as it likes, and is gone from all of them when it ends.
//!
//! ```
//! use pg::start_link;
//! use process::{Config, ExitReason, System};
//! use term::term;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let main = system.spawn(|mut me| async move {
//!     let chat = start_link(&mut me, "chat").await.unwrap();
//!     let ann = me.pid();
//!     chat.join(&mut me, term!({:room, 1}), [ann, ann]).await.unwrap();
//!     assert_eq!(chat.get_members(&mut me, term!({:room, 1})).await.unwrap(), [ann, ann]);
//!     chat.leave(&mut me, term!({:room, 1}), [ann]).await.unwrap();
//!     assert_eq!(chat.get_members(&mut me, term!({:room, 1})).await.unwrap(), [ann]);
//! });
//! assert_eq!(system.join(main).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `event`, `state`, `predict` and `core` (yours), `peers`, `question` (what callers ask),
//! `shell` (the core as a GenServer), `scope` (what callers use). Chapter: `registries`.
//!
//! Left out: finding the same scope on other nodes. The core takes what such a peer says already; see `peers`.

pub mod core;
mod event;
mod peers;
pub mod predict;
mod question;
mod scope;
mod shell;
mod state;

pub use event::{Change, Changed, GroupError, Watched};
pub use gen_server::StartError;
pub use question::Question;
pub use scope::{Scope, ScopeOf, start_link};
