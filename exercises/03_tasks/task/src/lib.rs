//! Tasks: work in a process of its own, whose result its owner asks for later.
//!
//! ```
//! use process::{Config, System};
//! use task::{TIMEOUT, start};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let owner = system.spawn(|mut me| async move {
//!     let square = start(&me, async { 7 * 7 });
//!     // … something else in the meantime …
//!     assert_eq!(square.wait(&mut me, TIMEOUT).await, 49);
//! });
//! assert_eq!(system.join(owner).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `work` (the side of the task), `task`, `many` and `shutdown` (yours).
//! Chapter: `tasks`.
//!
//! Left out: waiting without a limit, and catching the exit of an owner: [`Context::stop`](process::Context::stop)
//! is final.

mod many;
pub mod predict;
mod shutdown;
mod task;
mod work;

pub use many::wait_many;
pub use shutdown::Shutdown;
pub use task::{TIMEOUT, Task, start, start_nolink};
pub use work::{Order, order, run};
