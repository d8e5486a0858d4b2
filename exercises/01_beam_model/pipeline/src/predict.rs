//! Your prediction, before you run anything: in which order do the stages of a pipeline work?
//!
//! A log has three lines. The first stage reads a line (`r1` for line 1), the second looks whether it is slow
//! (`l1`), the third takes one slow line and is content. Line 2 is the first slow one.
//! Write down what happens, in order, with one space between two steps.

/// Elixir's `Enum.map |> Enum.filter |> Enum.take(1)`: every stage returns a finished list.
pub const EAGER: &str =
    ""; // TODO: for example "r1 l1"

/// Elixir's `Stream.map |> Stream.filter |> Enum.take(1)`, and Rust's `map`, `filter`, `take(1)`, `collect`.
pub const LAZY: &str =
    ""; // TODO
