//! Names that are any term, for processes, in tables that everybody reads without asking.
//!
//! ```
//! use process::{Config, ExitReason, System};
//! use registry::{Keys, Options, Registry};
//! use table::Tables;
//! use term::term;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let tables = Tables::new(&system);
//! let main = system.spawn(move |mut me| async move {
//!     let rooms = Registry::start_link(&mut me, &tables, Options::new("Rooms", Keys::Unique)).await.unwrap();
//!     rooms.register(&me, term!({:room, 1}), "lobby").unwrap();
//!     assert_eq!(rooms.lookup(term!({:room, 1})).unwrap(), [(me.pid(), term!("lobby"))]);
//!     assert_eq!(rooms.whereis_name(term!({:room, 2})), None);
//! });
//! assert_eq!(system.join(main).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `options`, `registry` (the handle, and its tables), `predict`; yours are `register`, `lookup`,
//! `partition` (the server that tidies up) and `route`; then `select` and `via`. Chapter: `registries`.
//!
//! Left out: metadata, `dispatch` in parallel, finding a registry by its name (its handle is handed on instead).
//! Source: Elixir, `Registry`.

mod lookup;
mod options;
mod partition;
pub mod predict;
mod register;
mod registry;
mod route;
mod select;
mod via;

pub use options::{Event, Keys, Options, RegistryError};
pub use registry::Registry;
pub use via::Name;
