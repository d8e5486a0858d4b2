//! A server that needs its own answers: how it gets them without asking itself.
//!
//! ```
//! use fix_self_call::{Ask, Told, open};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let accounts = open(&mut me, &[("ada", 10), ("tom", 5)]).await;
//!     let transfer = Ask::Transfer { from: "ada", to: "tom", amount: 3 };
//!     assert_eq!(accounts.call(&mut me, transfer).await, Ok(Told::Done));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `messages` and `client` (given); `predict`, `accounts`, `statement` (all yours). Chapter: `gen_server`.

mod accounts;
mod client;
mod messages;
pub mod predict;
mod statement;

pub use accounts::Accounts;
pub use client::{balance, open};
pub use messages::{Ask, Balances, Name, Note, Told};
