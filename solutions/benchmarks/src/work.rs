//! What is measured, in words and in numbers.

use std::time::Duration;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// One kind of work, the same for every subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// From the first spawn until each process has run and waits for a message.
    Spawn,
    /// One caller, one server that counts; each call waits for its answer.
    Call,
    /// One caller, one server that counts; ends when an answer says that all was heard.
    Cast,
}

/// One line of a table: this work, with so many workers, so many times.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measurement {
    /// What is done.
    pub work: Work,
    /// Threads of the tokio runtime, schedulers of the BEAM.
    pub workers: usize,
    /// Processes, calls or casts.
    pub count: usize,
}

/// What one measurement gave.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Sample {
    /// For all of the work.
    pub seconds: f64,
    /// Memory that came with the work, where it is measured.
    pub bytes: Option<f64>,
}

impl Work {
    /// The tables to print, for one and for two workers.
    pub fn measurements(self, quick: bool) -> Vec<Measurement> {
        let counts: &[usize] = match self {
            Work::Spawn => &[100_000, 1_000_000],
            Work::Call => &[500_000],
            Work::Cast => &[3_000_000],
        };
        let counts = counts.iter().map(|count| if quick { count / 10 } else { *count });
        let both = |count| [1, 2].map(|workers| Measurement { work: self, workers, count });
        counts.flat_map(both).collect()
    }

    /// What is compared, for the head of a table.
    pub fn explain(self) -> &'static str {
        match self {
            Work::Spawn => {
                "from the first spawn until every process has run once and waits; memory: growth of the resident \
                 set (Rust), erlang:memory(total) (BEAM)"
            }
            Work::Call => "one caller, one server; a question, its answer, the next question",
            Work::Cast => {
                "one caller, one server; messages without answer, then one question behind the last"
            }
        }
    }
}

impl Sample {
    /// The sample of some work that took `elapsed`.
    pub fn new(elapsed: Duration) -> Self {
        Self { seconds: elapsed.as_secs_f64(), bytes: None }
    }

    /// One line of JSON, for the process that asked.
    pub fn print(self) {
        println!("{}", serde_json::json!({ "seconds": self.seconds, "bytes": self.bytes }));
    }
}
