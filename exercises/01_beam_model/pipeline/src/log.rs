//! Three pipelines over an access log: one that stops early, one that can fail, one that counts.
//!
//! Iterator adapters are lazy: `map` and `filter` build a plan, and only the last stage (`collect`, `for`, `count`)
//! pulls values through it, one at a time. Elixir has both kinds: `Enum` makes a list at every stage, `Stream` a plan.
//!
//! Source: Elixir, `Stream`, `Kernel.SpecialForms.with/1`; std, `Iterator`, `Result`. Chapter: `beam_model`.

use std::collections::BTreeMap;

use crate::fields::{Flaw, Request, fields, status, time};

/// The paths of the first `n` requests that took longer than `limit_ms`. Reads no line after the last one it needs.
pub fn first_slow(lines: impl Iterator<Item = Request>, limit_ms: u32, n: usize) -> Vec<String> {
    // TODO: which adapters are needed, and in which order?
    let _ = (lines, limit_ms, n);
    todo!("lazy: the first `n` slow requests")
}

/// Reads one line of the log. The stages are `fields`, `status`, `time`; the first flaw ends the work.
///
/// # Errors
/// The first flaw of the line, from left to right.
pub fn parse(line: &str) -> Result<Request, Flaw> {
    // TODO: `fields(line)?` gives `[method, path, code, ms]` or returns from here with the flaw
    let _ = (fields(line), status("200"), time("12"));
    todo!("errors: fields, then status, then time")
}

/// Every line or nothing: all requests of the log, or its first flaw.
///
/// # Errors
/// The flaw of the first line that has one. Later lines are not read.
pub fn strict(log: &str) -> Result<Vec<Request>, Flaw> {
    // TODO: `collect` can make a `Result<Vec<_>, _>` out of an iterator of results
    let _ = log;
    todo!("report: all requests or the first flaw")
}

/// What a log says when flawed lines are counted and left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Path and how often it was asked for; most often first, equal ones in alphabetical order.
    pub hits: Vec<(String, usize)>,
    /// Number of the line, from 1, and what is wrong with it.
    pub flaws: Vec<(usize, Flaw)>,
}

/// Counts the requests of each path; a flawed line costs itself and no other.
#[must_use]
pub fn report(log: &str) -> Report {
    // TODO: `(1..).zip(log.lines())` numbers the lines; a `BTreeMap` counts; then sort
    let _ = (log, BTreeMap::<String, usize>::new());
    todo!("report: count the good lines, keep the flaws")
}
