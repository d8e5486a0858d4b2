//! A printer that nobody has to wait for in vain: each of its states has a way out.
//!
//! ```
//! use fix_stuck_machine::{Order, Print, Printer, Word};
//! use gen_statem::{Options, start_link};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let device = system.spawn(|mut me| async move {
//!     let device = me.pid();
//!     let printer = start_link::<Printer>(&mut me, device, Options::default()).await.expect("init says ok");
//!     assert_eq!(me.receive::<Order>().await, Order::Wake(1));
//!     printer.cast(&me, Word::Awake);
//!     let client = me.spawn(move |mut me| async move {
//!         assert_eq!(printer.call(&mut me, Print("a page".to_owned())).await, Ok(Ok(1)));
//!     });
//!     assert_eq!(me.receive::<Order>().await, Order::Print(1, "a page".to_owned()));
//!     printer.cast(&me, Word::Printed(1));
//!     me.system().join(client).await;
//! });
//! assert_eq!(system.join(device).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `words`, `predict` (yours), `printer` (yours). Chapter: `state_machines`.
//!
//! Left out: leaving `Offline`. A printer that is offline is stopped, and started again by its supervisor.

pub mod predict;
mod printer;
mod words;

pub use printer::{PRINTING, Printer, TRIES, WAKING};
pub use words::{Order, Print, PrintError, State, Word};
