//! A rate limiter: so many requests in a window of time, for each user.
//!
//! ```
//! use gen_server::{Options, start_link};
//! use process::{Config, System};
//! use rate_limiter::{Decision, Limit, RateLimiter, hit};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let limiter =
//!         start_link::<RateLimiter>(&mut me, Limit::default(), Options::default()).await.expect("init says ok");
//!     assert_eq!(hit(&mut me, limiter, "ann").await, Ok(Decision::Allow { left: 99 }));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `limit` (given), `predict` and `fixed` (yours: a fixed window and its flaw), `sliding` (yours: the
//! window that has none), `server` (yours: the clock, the timer), `client`. Chapter: `gen_server`.
//!
//! Left out: requests that weigh more than others, and limits that several nodes share.

mod client;
mod fixed;
mod limit;
pub mod predict;
mod server;
mod sliding;

pub use client::{hit, users};
pub use fixed::FixedWindow;
pub use limit::{Decision, Limit};
pub use server::{Forget, RateLimiter, Reply, Request};
pub use sliding::SlidingWindow;
