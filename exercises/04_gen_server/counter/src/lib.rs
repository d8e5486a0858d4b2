//! A counter that loses nothing, and beside it the program that does.
//!
//! ```
//! use counter::{Counter, Message, Request};
//! use gen_server::{Options, start_link};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let counter = start_link::<Counter>(&mut me, 40, Options::default()).await.expect("init says ok");
//!     counter.cast(&me, Message::Add(1));
//!     assert_eq!(counter.call(&mut me, Request::Add(1)).await, Ok(42));
//!     assert_eq!(counter.call(&mut me, Request::Reset).await, Ok(42));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `store` (given), `predict` and `race` (yours: the loss), `tally` and `server` (yours: the counter),
//! `order` (yours: when has everything been counted?). Chapter: `gen_server`.
//!
//! Left out: what happens at `u64::MAX`.

mod order;
pub mod predict;
mod race;
mod server;
mod store;
mod tally;

pub use order::{add_each, add_side_by_side};
pub use race::update;
pub use server::{Counter, Message, Request};
pub use store::{Access, Store};
pub use tally::Tally;
