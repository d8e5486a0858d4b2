//! A server is a loop around a state. The loop is written once, here; what a server does is its callbacks.
//!
//! ```
//! use gen_server::{Answer, Client, GenServer, Init, Next, Options, start_link};
//! use process::{Config, Context, System};
//!
//! #[derive(Debug)]
//! struct Counter(u64);
//!
//! impl GenServer for Counter {
//!     type Args = u64;
//!     type Call = ();
//!     type Reply = u64;
//!     type Cast = u64;
//!     type Continue = ();
//!
//!     async fn init(first: u64, _: &mut Context) -> Init<Self> {
//!         Init::ok(Counter(first))
//!     }
//!
//!     async fn handle_call(&mut self, (): (), _: Client<u64>, _: &mut Context) -> Answer<Self> {
//!         Answer::reply(self.0)
//!     }
//!
//!     async fn handle_cast(&mut self, more: u64, _: &mut Context) -> Next<Self> {
//!         self.0 += more;
//!         Next::Receive
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let counter = start_link::<Counter>(&mut me, 40, Options::default()).await.expect("init says ok");
//!     counter.cast(&me, 2);
//!     assert_eq!(counter.call(&mut me, ()).await, Ok(42));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `behaviour` (what a server may answer), `client` (what callers use) and `start`, all given; then
//! `predict`, `init` (how a server comes up) and `serve` (the loop), all yours. `via` (names that something else
//! keeps) is for chapter 8. Chapter: `gen_server`.
//!
//! Left out: hibernation, code change, `format_status`, `multi_call`, debug options of `sys`.

mod behaviour;
mod client;
mod init;
pub mod predict;
mod serve;
mod start;
mod via;

pub use behaviour::{Answer, Client, GenServer, Init, Next, Timeout};
pub use client::{CALL_LIMIT, Server};
pub use start::{Options, StartError, start, start_link};
pub use via::Via;
