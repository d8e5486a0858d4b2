//! A supervisor: it starts its children in order, restarts those that crash, and gives up when that happens too often.
//!
//! ```
//! use process::{Config, Context, ExitReason, System};
//! use supervisor::{ChildSpec, ChildState, Flags, Options, start_link};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let main = system.spawn(|mut me| async move {
//!     let clock = ChildSpec::process("clock", |mut me: Context| async move { drop(me.next().await) });
//!     let supervisor = start_link(&mut me, vec![clock], Flags::default(), Options::default()).await.unwrap();
//!
//!     let first = supervisor.which_children(&mut me).await.unwrap().remove(0);
//!     let ChildState::Running(pid) = first.state else { panic!("it has started") };
//!     me.exit(pid, ExitReason::Kill);
//!     me.system().join(pid).await;
//!
//!     let second = supervisor.which_children(&mut me).await.unwrap().remove(0);
//!     assert!(second.state != first.state && second.restarts == 1);
//! });
//! assert_eq!(system.join(main).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `spec` (what a supervisor is told), `event`, `predict`, `rules` and `core` (yours), `state`, `requests`;
//! then the plumbing: `shell` (the core as a `GenServer`), `handle` (what callers use). Chapter: `supervisors`.
//!
//! Left out: `simple_one_for_one` (the crate `dynamic_supervisor`), significant children and automatic shutdown, reports
//! to a logger, code change. Source: OTP, `supervisor`.

pub mod core;
mod event;
mod handle;
pub mod predict;
mod requests;
pub mod rules;
mod shell;
mod spec;
mod state;

pub use event::ChildError;
pub use gen_server::{Options, StartError};
pub use handle::{Supervisor, start_link};
pub use rules::{Flags, Strategy};
pub use spec::{ChildId, ChildKind, ChildSpec, Restart, Shutdown, Starting};
pub use state::{ChildInfo, ChildState, Count};
