//! A shop that asks its supplier for quotes, which takes long, and still answers everybody else at once.
//!
//! ```
//! use std::time::Duration;
//!
//! use fix_blocking_handler::{Shop, Supplier};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let supplier = Supplier::new(|item| async move { u32::try_from(item.len()).unwrap_or(0) });
//!     let shop = Shop::start_link(&mut me, supplier).await.expect("nothing can fail in init");
//!     assert_eq!(shop.quote(&mut me, "apples", Duration::from_secs(1)).await, Ok(6));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `client`, `deadline`, `server` (yours). Chapter: `gen_server`.
//!
//! Left out: stopping a quote whose client has gone while the supplier works on it.

mod client;
mod deadline;
pub mod predict;
mod server;

pub use client::{Shop, ShopError, Status, Supplier};
pub use server::AT_ONCE;
