//! An order as a state machine: it asks for its payment, then the warehouse, asks again when nobody answers, and undoes
//! what it has done when it cannot go on.
//!
//! ```
//! use gen_statem::{Options, start_link};
//! use order_workflow::{Ask, Order, Request, Services, State, Word};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let shop = system.spawn(|mut me| async move {
//!     let services = Services { payment: me.pid(), warehouse: me.pid(), journal: me.pid() };
//!     let order = start_link::<Order>(&mut me, services, Options::default()).await.expect("init says ok");
//!     assert_eq!(me.receive::<Request>().await, Request::Charge(1));
//!     order.cast(&me, Word::Paid);
//!     assert_eq!(order.call(&mut me, Ask::Status).await, Ok(State::Authorized));
//! });
//! assert_eq!(system.join(shop).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `words`, `predict` (yours), `order` (yours). Chapter: `state_machines`.

mod order;
pub mod predict;
mod words;

pub use order::{DEADLINE, FIRST, LONGEST, Order, Services, TRIES};
pub use words::{Ask, Moved, Request, State, Word};
