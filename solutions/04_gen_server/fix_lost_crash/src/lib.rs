//! A server that gives its work to workers, and hears of each one that does not come back.
//!
//! ```
//! use fix_lost_crash::{Ask, Reports, Told};
//! use gen_server::{Options, start_link};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config { crash_log: Some(std::sync::Arc::new(|_| {})), ..Config::default() });
//! let client = system.spawn(|mut me| async move {
//!     let render = |_| -> fix_lost_crash::Work { Box::pin(async { panic!("no paper") }) };
//!     let reports = start_link::<Reports>(&mut me, render, Options::default()).await.expect("init says ok");
//!     let told = reports.call(&mut me, Ask::Make("may")).await.expect("the server lives");
//!     assert_eq!(told, Told::Failed("panic: no paper".to_owned()));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict` (yours), `messages`, `reports` (yours), `order` (yours). Chapter: `gen_server`.

mod messages;
mod order;
pub mod predict;
mod reports;

pub use messages::{Ask, Render, Title, Told, Work};
pub use order::order;
pub use reports::Reports;
