//! A read-through cache: whoever reads looks into a table, and only what is missing costs a message.
//!
//! ```
//! use cache::{Cache, Loader, Settings};
//! use process::{Config, System};
//! use supervisor::{Flags, Options, start_link};
//! use table::Tables;
//! use term::term;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let twice = Loader::new(|key| async move { term!((key.as_int().unwrap_or(0) * 2)) });
//! let cache = Cache::new(&Tables::new(&system), Settings::default(), twice);
//! let client = system.spawn(move |mut me| async move {
//!     let children = vec![cache.child_spec()];
//!     start_link(&mut me, children, Flags::default(), Options::default()).await.expect("it starts");
//!     assert_eq!(cache.get(&me, &term!(21)), None);
//!     assert_eq!(cache.fetch(&mut me, &term!(21)).await, Ok(term!(42)));
//!     assert_eq!(cache.get(&me, &term!(21)), Some(term!(42)));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `settings`, `told` and `cache` (given: what callers use); then yours: `predict`, `shelf` (the tables,
//! and who goes when they are full), `read` (in the caller), `loads` (one for everybody), `owner` (what a change does to
//! a load). Chapter: `tables`.
//!
//! Left out: a limit on how many loads run at once (the exercise `fix_blocking_handler` has one), and a cache that
//! several nodes share.

mod cache;
mod loads;
mod owner;
pub mod predict;
mod read;
mod settings;
mod shelf;
mod told;

pub use cache::Cache;
pub use owner::Owner;
pub use settings::{Loader, Settings};
pub use told::{FetchError, Stats};
