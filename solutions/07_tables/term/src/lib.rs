//! Any value of the BEAM: what may stand in a table, in a match specification, and on the wire.
//!
//! Rust knows at compile time what a variable holds; a table that takes anything must ask at run time. [`Term`] is
//! the value that can be asked. Two rules make it more than an enum: what counts as the same ([`Eq`] is `=:=`,
//! [`Term::compare`] finds `1` and `1.0` equal), and that any two terms have an order.
//!
//! ```
//! use term::{Term, term};
//!
//! let row = term!({:user, 1, "Ann", [age: 30]});
//! assert_eq!(row.to_string(), r#"{:user, 1, "Ann", [age: 30]}"#);
//! assert_ne!(term!(1), term!(1.0));
//! assert!(term!(1).compare(&term!(1.0)).is_eq());
//! assert!(term!(1_000_000) < term!(:a) && term!(:a) < term!("a"));
//! ```
//!
//! In reading order: `term` (the kinds), `atom` (names that are stored once), `list`, `number` and `reference` (what
//! they must never become, and where they come from), `function` (what others call), `equality` (what is the same),
//! `order` (what comes first), `text` (how the shell prints it), `make` (from Rust values, and `term!`), `parse` and
//! `quoted` (from what a learner types), `serialize` and `deserialize` (any Rust type that knows serde), `data_error`
//! (where they do not fit).
//!
//! Left out: functions that can be called, ports, bit strings that are no whole bytes.
//! Source: Erlang Reference Manual, "Data Types" and "Expressions: Term Comparisons". Chapter: `tables`.

mod atom;
mod data_error;
mod deserialize;
mod equality;
mod function;
mod list;
mod make;
mod number;
mod order;
mod parse;
pub mod predict;
mod quoted;
mod reference;
mod serialize;
mod term;
mod text;

pub use atom::{Atom, AtomError};
pub use data_error::DataError;
pub use deserialize::from_term;
pub use equality::InOrder;
pub use function::Function;
pub use list::List;
pub use number::{Big, Float};
pub use parse::ParseError;
pub use reference::Reference;
pub use serialize::to_term;
pub use term::{Map, Term};
