//! Three pipelines over an access log: one that stops early, one that can fail, one that counts.
//!
//! Iterator adapters are lazy: `map` and `filter` build a plan, and only the last stage (`collect`, `for`, `count`)
//! pulls values through it, one at a time. Elixir has both kinds: `Enum` makes a list at every stage, `Stream` a plan.
//!
//! Source: Elixir, `Stream`, `Kernel.SpecialForms.with/1`; std, `Iterator`, `Result`. Chapter: `beam_model`.

use std::collections::BTreeMap;

use crate::fields::{Flaw, Request, fields, status, time};

// ANCHOR: first_slow
/// The paths of the first `n` requests that took longer than `limit_ms`. Reads no line after the last one it needs.
pub fn first_slow(lines: impl Iterator<Item = Request>, limit_ms: u32, n: usize) -> Vec<String> {
    // ANCHOR: cut_lazy
    lines.filter(|request| request.ms > limit_ms).take(n).map(|request| request.path).collect()
    // ANCHOR_END: cut_lazy => // TODO: which adapters are needed, and in which order?
    // ANCHOR_END: cut_lazy => let _ = (lines, limit_ms, n);
    // ANCHOR_END: cut_lazy => todo!("lazy: the first `n` slow requests")
}
// ANCHOR_END: first_slow

// ANCHOR: parse
/// Reads one line of the log. The stages are `fields`, `status`, `time`; the first flaw ends the work.
///
/// # Errors
/// The first flaw of the line, from left to right.
pub fn parse(line: &str) -> Result<Request, Flaw> {
    // ANCHOR: cut_errors
    let [method, path, code, ms] = fields(line)?;
    let status = status(code)?;
    let ms = time(ms)?;
    Ok(Request { method: method.to_owned(), path: path.to_owned(), status, ms })
    // ANCHOR_END: cut_errors => // TODO: `fields(line)?` gives `[method, path, code, ms]` or returns from here with the flaw
    // ANCHOR_END: cut_errors => let _ = (fields(line), status("200"), time("12"));
    // ANCHOR_END: cut_errors => todo!("errors: fields, then status, then time")
}
// ANCHOR_END: parse

// ANCHOR: strict
/// Every line or nothing: all requests of the log, or its first flaw.
///
/// # Errors
/// The flaw of the first line that has one. Later lines are not read.
pub fn strict(log: &str) -> Result<Vec<Request>, Flaw> {
    // ANCHOR: cut_report
    log.lines().map(parse).collect()
    // ANCHOR_END: cut_report => // TODO: `collect` can make a `Result<Vec<_>, _>` out of an iterator of results
    // ANCHOR_END: cut_report => let _ = log;
    // ANCHOR_END: cut_report => todo!("report: all requests or the first flaw")
}
// ANCHOR_END: strict

/// What a log says when flawed lines are counted and left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Path and how often it was asked for; most often first, equal ones in alphabetical order.
    pub hits: Vec<(String, usize)>,
    /// Number of the line, from 1, and what is wrong with it.
    pub flaws: Vec<(usize, Flaw)>,
}

// ANCHOR: report
/// Counts the requests of each path; a flawed line costs itself and no other.
#[must_use]
pub fn report(log: &str) -> Report {
    // ANCHOR: cut_report
    let mut count = BTreeMap::<String, usize>::new();
    let mut flaws = Vec::new();
    for (number, line) in (1..).zip(log.lines()) {
        match parse(line) {
            Ok(request) => *count.entry(request.path).or_default() += 1,
            Err(flaw) => flaws.push((number, flaw)),
        }
    }
    let mut hits: Vec<_> = count.into_iter().collect();
    hits.sort_by(|(a_path, a), (b_path, b)| b.cmp(a).then(a_path.cmp(b_path)));
    Report { hits, flaws }
    // ANCHOR_END: cut_report => // TODO: `(1..).zip(log.lines())` numbers the lines; a `BTreeMap` counts; then sort
    // ANCHOR_END: cut_report => let _ = (log, BTreeMap::<String, usize>::new());
    // ANCHOR_END: cut_report => todo!("report: count the good lines, keep the flaws")
}
// ANCHOR_END: report
