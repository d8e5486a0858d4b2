//! Match specifications: which rows of a table, and what of them, written down as a value.
//!
//! A closure cannot be sent to a table and run under its lock; a term can. It is checked once, and then run for each
//! row without a name being looked up and, as long as nothing new is built, without memory being taken.
//!
//! ```
//! use match_spec::MatchSpec;
//! use term::term;
//!
//! let spec = term!([{ {:"$1", :_, :"$3"}, [{:>, :"$3", 25}], [{{:"$1", :"$3"}}] }]);
//! let spec = MatchSpec::compile(&spec).unwrap();
//! assert_eq!(spec.run(&term!({:ann, "Ann", 30})), Some(term!({:ann, 30})));
//! assert_eq!(spec.run(&term!({:bob, "Bob", 19})), None);
//!
//! let error = MatchSpec::compile(&term!([{{:"$1"}, [{:>, :"$2", 25}], [:"$_"]}])).unwrap_err();
//! assert_eq!(error.to_string(), "clause 1, guard 1: Variable $2 is unbound.");
//! ```
//!
//! In reading order: `pattern` (heads), `expression` (guards and bodies), `spec` (a clause is run), `compile` and
//! `meaning` (from a term to all this), `error`, `key` and `kept` (what is known without a row), `select`, `change`
//! and `chunk` (on tables), `function` and `arithmetic` (what may be called), `words`.
//!
//! Left out: `self`, `node`, and what only traces can do.
//! Source: ERTS User's Guide, "Match Specifications in Erlang"; OTP, `ets`. Chapter: `tables`.

mod arithmetic;
mod change;
mod chunk;
mod compile;
mod error;
mod expression;
mod function;
mod kept;
mod key;
mod meaning;
mod pattern;
pub mod predict;
mod select;
mod spec;
mod words;

pub use chunk::{Chunk, Continuation};
pub use error::{Fault, Part, Place, Problem, SpecError};
pub use select::{Select, SelectError};
pub use spec::{MatchSpec, match_pattern, test_ms};
