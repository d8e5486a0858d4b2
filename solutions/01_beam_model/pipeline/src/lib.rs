//! Pipelines: a value goes through one function after another, written in the order in which it happens.
//!
//! ```
//! use pipeline::Pipe;
//!
//! let length = "  hello ".pipe(str::trim).pipe(str::len); // Elixir: "  hello " |> String.trim() |> String.length()
//! assert_eq!(length, 5);
//! ```
//!
//! Reading order: `predict` (yours), `pipe` (yours), `words` (given), `slug` (yours), `fields` (given),
//! `log` (yours). Chapter: `beam_model`.

mod fields;
mod log;
mod pipe;
pub mod predict;
mod slug;
mod words;

pub use fields::{Flaw, Request};
pub use log::{Report, first_slow, parse, report, strict};
pub use pipe::Pipe;
pub use slug::{slug, slug_inside_out};
