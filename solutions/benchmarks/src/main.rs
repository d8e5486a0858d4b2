//! Measures the process kernel, servers, supervisors and tables beside their peers, all in one run:
//!
//! ```text
//! cargo run --release -p benchmarks -- spawn|call|cast|restart|children [--json]
//! cargo run --release -p benchmarks -- tables [--only ordered] [--json]
//! cargo run --release -p benchmarks -- distribution [--json]
//! cargo run --release -p benchmarks -- check [--json]
//! ```
//!
//! Each measurement is a process of its own, so that nobody inherits another's memory. The subjects take turns,
//! round after round, so that a busy minute of the machine hits all of them; the first round warms up and does not
//! count; of the others the median is printed. Who needs more than twenty seconds does it once. A ratio is against
//! the BEAM, above 1 is better than the BEAM. What is not installed is left out, and said so.
//!
//! Reading order: `work` says what is compared, `subjects` does it, `rounds` takes turns, `table` prints. Tables of
//! rows are a comparison of their own, in `tables`, and so are calls between nodes, in `distribution`.

mod check;
mod distribution;
mod rounds;
mod subjects;
mod table;
mod tables;
mod work;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::rounds::Rounds;
use crate::work::{Measurement, Work};

/// Measures processes, servers, supervisors and tables beside ractor, kameo, bare tokio and the BEAM.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Print JSON, one object a line
    #[arg(long, global = true)]
    json: bool,
    /// Rounds that count
    #[arg(long, global = true, default_value_t = 5)]
    rounds: usize,
    /// A tenth of the work, for a first look
    #[arg(long, global = true)]
    quick: bool,
}

#[derive(Subcommand)]
enum Verb {
    /// Start 100,000 and 1,000,000 idle processes: time and memory for each
    Spawn,
    /// Ask one server and wait for the answer, one question after the other
    Call,
    /// Tell one server, never waiting, until it has heard everything
    Cast,
    /// Kill a supervised child and wait for its next life, one restart after the other
    Restart,
    /// Start 100,000 children of one supervisor, then end them all: time and memory for each
    Children,
    /// Insert, look up and select rows of a table of a million
    Tables {
        /// Only tables whose names contain this, as `ordered`
        #[arg(long, default_value = "")]
        only: String,
    },
    /// Call a server in another program, one caller and sixty-four; then read and write the store on three nodes
    Distribution,
    /// Save an exercise and wait for the verdict, beside a bare `cargo test`
    Check,
    /// One measurement, in this process (what the other verbs run)
    #[command(hide = true)]
    One { work: Work, subject: String, workers: usize, count: usize, children: usize },
    /// Calls from this process to another one that it starts
    #[command(hide = true)]
    OneDistribution { workers: usize, callers: usize, count: usize },
    /// A further node of the store
    #[command(hide = true)]
    ServeStore { name: String, join: String },
    /// The other one
    #[command(hide = true)]
    ServeDistribution { workers: usize, name: String },
    /// One table, in this process
    #[command(hide = true)]
    OneTable { subject: String, threads: usize, rows: usize },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let rounds = Rounds { counted: arguments.rounds.max(1), quick: arguments.quick };
    let done = match arguments.verb {
        Verb::Spawn => compare(Work::Spawn, rounds, arguments.json),
        Verb::Call => compare(Work::Call, rounds, arguments.json),
        Verb::Cast => compare(Work::Cast, rounds, arguments.json),
        Verb::Restart => compare(Work::Restart, rounds, arguments.json),
        Verb::Children => compare(Work::Children, rounds, arguments.json),
        Verb::Tables { only } => tables::run(&only, rounds.counted, rounds.quick, arguments.json),
        Verb::OneTable { subject, threads, rows } => tables::one(&subject, threads, rows),
        Verb::Distribution => distribution::run(rounds.counted, rounds.quick, arguments.json),
        Verb::OneDistribution { workers, callers, count } => distribution::measure(workers, callers, count),
        Verb::ServeStore { name, join } => distribution::store::serve(&name, &join),
        Verb::ServeDistribution { workers, name } => distribution::serve(workers, &name),
        Verb::Check => check::run(rounds.counted, arguments.json),
        Verb::One { work, subject, workers, count, children } => {
            let measurement = Measurement { work, workers, count, children };
            subjects::measure(&subject, measurement).map(|sample| sample.print())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn compare(work: Work, rounds: Rounds, json: bool) -> anyhow::Result<()> {
    for measurement in work.measurements(rounds.quick) {
        let rows = rounds.run(measurement)?;
        if json { table::print_json(measurement, &rows)? } else { table::print(measurement, &rows) }
    }
    Ok(())
}
