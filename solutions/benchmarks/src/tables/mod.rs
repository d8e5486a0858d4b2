//! Tables: the teaching table over [`term::Term`] beside ETS and the concurrent maps of the field.
//!
//! Everybody keeps a million rows `{key, value}` of integers and gives whole rows back. The maps do less than a
//! table does: no owner, no access, no match specifications; what they are good for says the chapter.

mod figures;
mod maps;
mod table;

use std::process::Command;

use anyhow::{Context, bail};

pub use self::figures::Figures;
use crate::subjects::{beam_is_installed, script};

/// A contender: its name, what runs, and the mode of the script where it runs on the BEAM.
struct Subject {
    name: &'static str,
    what: &'static str,
    beam: bool,
}

const SUBJECTS: [Subject; 9] = [
    Subject { name: "ets", what: "set", beam: true },
    Subject { name: "ets_concurrent", what: "set, read_concurrency and write_concurrency", beam: true },
    Subject { name: "ets_ordered", what: "ordered_set", beam: true },
    Subject { name: "ets_ordered_concurrent", what: "ordered_set, with both", beam: true },
    Subject { name: "table", what: "this workbook's table, set", beam: false },
    Subject { name: "table_ordered", what: "this workbook's table, ordered_set", beam: false },
    Subject { name: "dashmap", what: "dashmap 6, a map and nothing else", beam: false },
    Subject { name: "papaya", what: "papaya 0.2, a map and nothing else", beam: false },
    Subject { name: "scc", what: "scc 3, a map and nothing else", beam: false },
];

/// Rows of each table.
const ROWS: usize = 1_000_000;

/// Measures the subjects whose names contain `only`, with one thread and with two, and prints the medians.
///
/// # Errors
/// When a measurement fails.
pub fn run(only: &str, rounds: usize, quick: bool, json: bool) -> anyhow::Result<()> {
    let subjects: Vec<&Subject> = SUBJECTS.iter().filter(|subject| subject.name.contains(only)).collect();
    let rows = if quick { ROWS / 10 } else { ROWS };
    for threads in [1, 2] {
        let mut samples: Vec<Vec<Figures>> = subjects.iter().map(|_| Vec::new()).collect();
        for round in 0..=rounds {
            for (subject, samples) in subjects.iter().zip(&mut samples) {
                if subject.beam && !beam_is_installed() {
                    continue;
                }
                eprint!("\r\x1b[KTables round {round}/{rounds}: {}", subject.name);
                let figures = run_one(subject, threads, rows)?;
                // The first round loads code and fills caches.
                if round > 0 {
                    samples.push(figures);
                }
            }
        }
        eprint!("\r\x1b[K");
        let medians: Vec<(&Subject, Option<Figures>)> = subjects
            .iter()
            .zip(&samples)
            .map(|(subject, samples)| (*subject, Figures::median(samples)))
            .collect();
        if json { print_json(threads, rows, &medians) } else { print(threads, rows, &medians) }
    }
    Ok(())
}

/// Measures one subject in this process.
///
/// # Errors
/// When there is no such subject.
pub fn one(subject: &str, threads: usize, rows: usize) -> anyhow::Result<()> {
    let figures = match subject {
        "table" => table::set(threads, rows),
        "table_ordered" => table::ordered_set(threads, rows),
        "dashmap" => maps::dashmap(threads, rows),
        "papaya" => maps::papaya(threads, rows),
        "scc" => maps::scc(threads, rows),
        _ => bail!("no table is called `{subject}`"),
    };
    println!("{}", serde_json::json!(figures));
    Ok(())
}

fn run_one(subject: &Subject, threads: usize, rows: usize) -> anyhow::Result<Figures> {
    let numbers = [threads, rows].map(|number| number.to_string());
    let mut command = if subject.beam {
        let mut elixir = Command::new("elixir");
        elixir.args(["--erl", &format!("+S {threads}:{threads}")]).arg(script("tables.exs"));
        elixir
    } else {
        let mut own = Command::new(std::env::current_exe().context("the benchmark's own binary")?);
        own.arg("one-table");
        own
    };
    let output = command.arg(subject.name).args(numbers).output().context("starting a measurement")?;
    if !output.status.success() {
        bail!("{} failed: {}", subject.name, String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("reading what {} measured: {line}", subject.name))
}

fn print(threads: usize, rows: usize, medians: &[(&Subject, Option<Figures>)]) {
    let plural = if threads == 1 { "thread" } else { "threads" };
    println!("Tables of {rows} rows, {threads} {plural}: rows as terms, in a random order");
    println!(
        "  {:<23} {:>8} {:>8} {:>8} {:>10} {:>10} {:>9}",
        "", "insert", "lookup", "90/10", "read p95", "bound key", "scan"
    );
    println!(
        "  {:<23} {:>8} {:>8} {:>8} {:>10} {:>10} {:>9}",
        "", "M/s", "M/s", "M/s", "ns", "select, ns", "ms"
    );
    for (subject, figures) in medians {
        let Subject { name, what, .. } = subject;
        match figures {
            None => println!("  {name:<23} skipped: elixir is not installed"),
            Some(figures) => {
                let [insert, lookup, mix] =
                    [figures.insert, figures.lookup, figures.mix].map(|rate| rate / 1e6);
                let whole =
                    |figure: Option<f64>| figure.map_or(String::new(), |figure| format!("{figure:.0}"));
                println!(
                    "  {name:<23} {insert:>8.2} {lookup:>8.2} {mix:>8.2} {:>10} {:>10} {:>9}  {what}",
                    whole(Some(figures.read_p95_ns)),
                    whole(figures.bound_ns),
                    whole(figures.scan_ms),
                );
            }
        }
    }
    println!();
}

fn print_json(threads: usize, rows: usize, medians: &[(&Subject, Option<Figures>)]) {
    let subjects: Vec<_> = medians
        .iter()
        .map(|(subject, figures)| serde_json::json!({ "name": subject.name, "figures": figures }))
        .collect();
    println!("{}", serde_json::json!({ "threads": threads, "rows": rows, "subjects": subjects }));
}
