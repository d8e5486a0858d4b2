//! A state machine is a server whose state has a name, and for which the name decides how an event is handled.
//!
//! ```
//! use std::time::Duration;
//!
//! use gen_statem::{Action, Event, Init, Options, StateMachine, Timer, Transition, start_link};
//! use process::{Config, Context, System};
//!
//! /// A door that locks itself, ten milliseconds after it was opened.
//! #[derive(Debug)]
//! struct Door;
//!
//! #[derive(Clone, Debug, PartialEq)]
//! enum State {
//!     Locked,
//!     Open,
//! }
//!
//! impl StateMachine for Door {
//!     type State = State;
//!     type Args = ();
//!     type Call = ();
//!     type Reply = State;
//!     type Cast = &'static str;
//!
//!     async fn init((): (), _: &mut Context) -> Init<Self> {
//!         Init::Ok(State::Locked, Door, vec![])
//!     }
//!
//!     async fn handle_event(&mut self, state: State, event: Event<Self>, _: &mut Context) -> Transition<Self> {
//!         match (state, event) {
//!             (state, Event::Call((), from)) => Transition::reply(from, state),
//!             (State::Locked, Event::Cast("key")) => {
//!                 Transition::Next(State::Open, vec![Action::Start(Timer::State, Duration::from_millis(10))])
//!             }
//!             (State::Open, Event::Timeout(Timer::State)) => Transition::next(State::Locked),
//!             _ => Transition::keep(),
//!         }
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let client = system.spawn(|mut me| async move {
//!     let door = start_link::<Door>(&mut me, (), Options::default()).await.expect("init says ok");
//!     door.cast(&me, "key");
//!     assert_eq!(door.call(&mut me, ()).await, Ok(State::Open));
//!     tokio::time::sleep(Duration::from_millis(100)).await;
//!     assert_eq!(door.call(&mut me, ()).await, Ok(State::Locked));
//! });
//! assert_eq!(system.join(client).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `behaviour` (what a machine may answer), `words`, `state`; yours are `predict`, `core`, `timers`;
//! then `shell` (the core as a `GenServer`) and `handle` (what callers use). Chapter: `state_machines`.
//!
//! Left out: see `behaviour`.

mod behaviour;
pub mod core;
mod handle;
pub mod predict;
mod shell;
mod state;
mod timers;
mod words;

pub use behaviour::{Action, Event, Init, StateMachine, Timer, Transition};
pub use gen_server::{Client, Options, StartError};
pub use handle::{Machine, start, start_link};
