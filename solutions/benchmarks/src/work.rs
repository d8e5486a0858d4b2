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
    /// Kill a supervised child and wait until its next life speaks, again and again.
    Restart,
    /// From the first child of one supervisor until the last has run; then the end of all.
    Children,
}

/// One line of a table: this work, with so many workers, so many times.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measurement {
    /// What is done.
    pub work: Work,
    /// Threads of the tokio runtime, schedulers of the BEAM.
    pub workers: usize,
    /// Processes, calls, casts or restarts.
    pub count: usize,
    /// How many children the supervisor has; 0 where there is none.
    pub children: usize,
}

/// What one measurement gave.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Sample {
    /// For all of the work; of restarts, for one of them, the median.
    pub seconds: f64,
    /// Memory that came with the work, where it is measured.
    pub bytes: Option<f64>,
    /// One restart in a hundred takes longer than this many seconds.
    pub p99: Option<f64>,
    /// Until all children had ended, and their supervisor after them.
    pub end: Option<f64>,
}

impl Work {
    /// The tables to print, for one and for two workers.
    pub fn measurements(self, quick: bool) -> Vec<Measurement> {
        // How many times, under a supervisor with how many children.
        let sizes: &[(usize, usize)] = match self {
            Work::Spawn => &[(100_000, 0), (1_000_000, 0)],
            Work::Call => &[(500_000, 0)],
            Work::Cast => &[(3_000_000, 0)],
            // Not more: at each restart the BEAM goes through a list of all those that count for the intensity.
            Work::Restart => &[(500, 1), (500, 100), (500, 100_000)],
            Work::Children => &[(100_000, 0)],
        };
        let sizes = sizes.iter().map(|&(count, children)| (if quick { count / 10 } else { count }, children));
        let both =
            |(count, children)| [1, 2].map(|workers| Measurement { work: self, workers, count, children });
        sizes.flat_map(both).collect()
    }

    /// The two subjects on the BEAM that ratios are against, and the heads of their columns.
    pub fn bases(self) -> [(&'static str, &'static str); 2] {
        match self {
            Work::Restart => [("beam_sup", "\u{d7} Supervisor"), ("beam_dynamic", "\u{d7} Dynamic")],
            _ => [("beam", "\u{d7} bare"), ("beam_gen", "\u{d7} GenServer")],
        }
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
            Work::Restart => {
                "one_for_one; from the kill of a child until a message of its next life, one after the other"
            }
            Work::Children => {
                "one supervisor; from the first start until every child has run once and waits; memory as for \
                 spawn; end: stop the supervisor, every child before it"
            }
        }
    }
}

impl Sample {
    /// The sample of some work that took `elapsed`.
    pub fn new(elapsed: Duration) -> Self {
        Self { seconds: elapsed.as_secs_f64(), bytes: None, p99: None, end: None }
    }

    /// The sample of many pieces of work that took so long each.
    pub fn of_each(mut took: Vec<Duration>) -> Self {
        took.sort();
        let of_hundred = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
        Self { p99: Some(of_hundred(99).as_secs_f64()), ..Self::new(of_hundred(50)) }
    }

    /// Whether this took so long that it is not done again: what was measured once counts.
    pub fn is_slow(&self) -> bool {
        self.seconds + self.end.unwrap_or(0.0) > 20.0
    }

    /// One line of JSON, for the process that asked.
    pub fn print(self) {
        println!("{}", serde_json::json!(self));
    }
}
