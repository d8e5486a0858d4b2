//! The counter once more, on a crate that Rust programs use: `ractor`.
//!
//! ```
//! use ractor::Actor;
//! use with_ractor::{Counter, Message, value};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let (counter, life) = Actor::spawn(None, Counter, 40).await.expect("pre_start says ok");
//! counter.cast(Message::Add(2)).expect("it is alive");
//! assert_eq!(value(&counter, None).await, Ok(42));
//! counter.stop(None);
//! life.await.expect("it has not panicked");
//! # });
//! ```
//!
//! Reading order: `counter`, `client`, `keeper` (all yours). Chapter: `gen_server`.

mod client;
mod counter;
mod keeper;

pub use client::{Failure, value};
pub use counter::{Counter, Message};
pub use keeper::{Keeper, MAX_RESTARTS, WhoCounts};
