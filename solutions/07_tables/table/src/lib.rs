//! Tables in memory that many processes share, as ETS has them.
//!
//! A process keeps its state to itself: who wants to know it must ask, and wait until it answers. A table may be
//! read by everybody at once, without asking anybody. In return it is the one place where processes share what
//! changes, so it has rules: a row is changed in one moment, and a table has an owner, with whom it goes.
//!
//! ```
//! use process::{Config, System};
//! use table::{Options, Tables};
//! use term::term;
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let tables = Tables::new(&system);
//! let owner = system.spawn(move |me| async move {
//!     let users = tables.create(&me, "users", Options::ordered_set()).unwrap();
//!     users.insert(&me, term!({2, "Bob", 0})).unwrap();
//!     users.insert(&me, term!({1, "Ann", 0})).unwrap();
//!     assert_eq!(users.lookup(&me, &term!(1)).unwrap(), [term!({1, "Ann", 0})]);
//!     assert_eq!(users.update_counter(&me, &term!(2), (3, 5)).unwrap(), term!(5));
//!     assert_eq!(users.rows(&me).unwrap(), [term!({1, "Ann", 0}), term!({2, "Bob", 5})]);
//! });
//! # assert!(system.join(owner).await == process::ExitReason::Normal);
//! # });
//! ```
//!
//! In reading order, yours: `predict`, `options` (type, access), `key` (which keys are the same), `access`, `write`,
//! `increment`, `read`, `owner`. The plumbing: `give`, `delete`, `update`, `walk`, `table`, `tables`; `rank`, `entry`,
//! `hashed`, `slot`, `ordered`, `index`, `shard`, `ranges`, `rows` (where the rows lie); `error`.
//!
//! Left out: `safe_fixtable` (a walk here is always safe), `rename`, `slot`, `compressed`, the concurrency options
//! (what they ask for is always on), tables on disk.
//! Source: OTP, `ets`. Chapter: `tables`.

mod access;
mod delete;
mod entry;
mod error;
mod give;
mod hashed;
mod increment;
mod index;
mod key;
mod options;
mod ordered;
mod owner;
pub mod predict;
mod ranges;
mod rank;
mod read;
mod rows;
mod shard;
mod slot;
mod table;
mod tables;
mod update;
mod walk;
mod write;

pub use access::{Process, Right};
pub use error::TableError;
pub use give::Transfer;
pub use increment::Increment;
pub use options::{Access, Heir, Options, Type};
pub use rows::Direction;
pub use table::{Info, Table};
pub use tables::Tables;
pub use walk::{Position, Step, Walk};
