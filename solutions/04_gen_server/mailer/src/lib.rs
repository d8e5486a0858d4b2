//! A mailer: whoever hands in a mail does not wait, and a server sends the mails one by one, in the background.
//!
//! ```
//! use std::time::Duration;
//!
//! use mailer::{Mailer, Transport};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let transport = Transport::new(|mail| async move {
//!         if mail.contains('@') { Ok(()) } else { Err("no such address".to_owned()) }
//!     });
//!     let mailer = Mailer::start_link(&mut me, transport).await.expect("nothing can fail in init");
//!     mailer.deliver(&me, "ada@example.org");
//!     mailer.await_idle(&mut me, Duration::from_secs(60)).await.expect("a second is enough");
//!     assert_eq!(mailer.status(&mut me).await.expect("it lives").sent, 1);
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `transport`, `client`, `messages`, `server` (yours). Chapter: `gen_server`.
//!
//! Left out: growing pauses, several mails at a time, a queue that outlives a crash. `jobs` has them all.

mod client;
mod messages;
pub mod predict;
mod server;
mod transport;

pub use client::{Failure, Mailer, Status};
pub use messages::{ATTEMPTS, PAUSE};
pub use transport::Transport;
