//! A process's mailbox: one queue that anybody may fill and only its owner may read, in the order it chooses.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let (sender, mut mailbox) = mailbox::mailbox();
//! sender.send(1).unwrap();
//! sender.send(20).unwrap();
//! let big = mailbox.receive(|n| (*n > 9).then_some(*n)).await; // reaches over the 1
//! assert_eq!((big, mailbox.receive(|n| Some(*n)).await), (20, 1));
//! # });
//! ```
//!
//! Reading order: `inbox` (given), `mailbox` (yours), `predict` (yours). Chapter: `processes`.

mod inbox;
mod mailbox;
pub mod predict;

pub use inbox::{Arrivals, Road, Sender, mailbox};
pub use mailbox::Mailbox;
