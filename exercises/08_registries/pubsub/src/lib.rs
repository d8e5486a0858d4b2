//! Topics: whoever subscribes hears what is broadcast, without the sender knowing who that is.
//!
//! ```
//! use process::{Config, ExitReason, System};
//! use pubsub::{Options, PubSub};
//! use table::Tables;
//! use term::{Term, term};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let tables = Tables::new(&system);
//! let main = system.spawn(move |mut me| async move {
//!     let chat = PubSub::start_link(&mut me, &tables, Options::new("Chat")).await.unwrap();
//!     chat.subscribe(&me, "news").unwrap();
//!     chat.broadcast(&me, "news", term!({:rain, 7})).unwrap();
//!     assert_eq!(me.receive::<Term>().await, term!({:rain, 7}));
//! });
//! assert_eq!(system.join(main).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `pubsub` (the handle); `predict`, `subscribe` and `broadcast` (yours); `adapter` (how other nodes
//! will hear of it). Chapter: `registries`.
//!
//! Left out: other nodes; custom dispatchers, of which the pattern of a subscription is one.
//! Source: `Phoenix.PubSub`.

mod adapter;
mod broadcast;
pub mod predict;
mod pubsub;
mod subscribe;

pub use adapter::Adapter;
pub use pubsub::{Options, PubSub, PubSubError};
