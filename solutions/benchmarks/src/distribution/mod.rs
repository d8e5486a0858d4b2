//! Calls between two nodes, each an OS process of its own: this workbook's node, and the BEAM.
//!
//! Every call carries what a call of OTP carries: a monitor, the request with an alias, the answer, the end of the
//! monitor. The server is a `GenServer` that adds; typed here, wrapped in `Open`.

mod ours;
pub mod store;

use std::process::Command;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::subjects::{beam_is_installed, script};

pub use ours::{measure, serve};

/// How many processes call at the same time, and how often all of them together.
const LOADS: [(usize, usize); 2] = [(1, 40_000), (64, 320_000)];

/// Who is measured: a name, and the tokio workers of each of its two programs; none for the BEAM.
const SUBJECTS: [(&str, Option<usize>); 3] =
    [("BEAM, GenServer", None), ("node, 1 worker", Some(1)), ("node, 2 workers", Some(2))];

#[derive(Deserialize)]
struct Sample {
    seconds: f64,
}

/// Measures everybody, round after round, and prints medians of calls a second.
///
/// # Errors
/// When a measurement fails.
pub fn run(rounds: usize, quick: bool, json: bool) -> anyhow::Result<()> {
    for (callers, count) in LOADS {
        let count = if quick { count / 10 } else { count };
        let mut rates: Vec<Vec<f64>> = vec![Vec::new(); SUBJECTS.len()];
        for round in 0..=rounds {
            for ((name, workers), rates) in SUBJECTS.iter().zip(&mut rates) {
                if workers.is_none() && !beam_is_installed() {
                    continue;
                }
                eprint!("\r\x1b[KCalls between nodes, {callers} callers, round {round}/{rounds}: {name}");
                let sample = one(*workers, callers, count)?;
                // The first round loads code and fills caches.
                if round > 0 {
                    rates.push(count as f64 / sample.seconds);
                }
            }
        }
        eprint!("\r\x1b[K");
        print(callers, count, rates, json);
    }
    store::run(quick, json)
}

fn print(callers: usize, count: usize, rates: Vec<Vec<f64>>, json: bool) {
    let medians: Vec<Option<f64>> = rates
        .into_iter()
        .map(|mut rates| {
            rates.sort_by(f64::total_cmp);
            rates.get(rates.len() / 2).copied()
        })
        .collect();
    let beam = medians[0];
    if !json {
        println!("{count} calls between two programs, callers: {callers}");
        println!("  {:<20}{:>12}{:>8}", "", "calls/s", "ratio");
    }
    for ((name, _), rate) in SUBJECTS.iter().zip(&medians) {
        let ratio = rate.zip(beam).map(|(rate, beam)| rate / beam);
        if json {
            println!(
                "{}",
                serde_json::json!({"callers": callers, "subject": name, "per_second": rate, "ratio": ratio})
            );
            continue;
        }
        let rate = rate.map_or("skipped".to_owned(), |rate| format!("{rate:.0}"));
        println!("  {name:<20}{rate:>12}{:>8}", ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}")));
    }
}

fn one(workers: Option<usize>, callers: usize, count: usize) -> anyhow::Result<Sample> {
    let mut command = match workers {
        None => {
            let mut command = Command::new("elixir");
            command.env("LC_ALL", "C.UTF-8").arg(script("distribution.exs"));
            command
        }
        Some(workers) => {
            let mut command = Command::new(std::env::current_exe().context("the benchmark's own binary")?);
            command.args(["one-distribution", &workers.to_string()]);
            command
        }
    };
    command.args([callers, count].map(|number| number.to_string()));
    let output = command.output().context("starting a measurement")?;
    if !output.status.success() {
        bail!("a measurement failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("reading what was measured: {line}"))
}
