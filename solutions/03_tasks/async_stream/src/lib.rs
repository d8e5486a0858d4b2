//! A stream of tasks: one for each item, at most so many at once.
//!
//! ```
//! use async_stream::{Options, async_stream};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let caller = system.spawn(|mut me| async move {
//!     let two_at_once = Options { max_concurrency: 2, ..Options::default() };
//!     let mut squares = async_stream(1.., two_at_once, |n: u64| async move { n * n });
//!     assert_eq!(squares.next(&mut me).await, Some(Ok(1)));
//!     assert_eq!(squares.next(&mut me).await, Some(Ok(4)));
//!     squares.stop(&mut me).await; // nobody works on the other items, of which there is no end
//! });
//! assert_eq!(system.join(caller).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `options`, `running` and `stream` (yours). Chapter: `tasks`.
//!
//! Left out: the process between caller and tasks. `Task.async_stream` starts its tasks in a helper process; here
//! they are the caller's own.

mod options;
mod running;
mod stream;

pub use options::{OnTimeout, Options, Order};
pub use stream::{AsyncStream, async_stream, async_stream_nolink};
