//! Takes turns: each round runs every subject once, each in a process of its own.

use std::process::Command;

use anyhow::{Context, bail};

use crate::subjects::{self, Subject};
use crate::work::{Measurement, Sample};

/// How often each subject is measured.
#[derive(Clone, Copy)]
pub struct Rounds {
    /// Rounds that count; one more warms up.
    pub counted: usize,
    /// A tenth of the work.
    pub quick: bool,
}

/// A subject and the medians of its samples, or why it has none.
pub struct Row {
    /// Who.
    pub subject: &'static Subject,
    /// Medians, or the reason why there are none.
    pub result: Result<Sample, String>,
}

impl Rounds {
    /// Measures every subject.
    ///
    /// # Errors
    /// When a measurement fails: a table with a hole that nobody explains would be read wrongly.
    pub fn run(self, measurement: Measurement) -> anyhow::Result<Vec<Row>> {
        let contenders: Vec<&'static Subject> =
            subjects::ALL.iter().filter(|subject| subject.does(measurement)).collect();
        let mut samples: Vec<Result<Vec<Sample>, String>> = contenders
            .iter()
            .map(|subject| subject.missing(measurement).map_or(Ok(Vec::new()), Err))
            .collect();
        for round in 0..=self.counted {
            for (subject, samples) in contenders.iter().zip(&mut samples) {
                let Ok(taken) = samples else { continue };
                if taken.first().is_some_and(Sample::is_slow) {
                    continue;
                }
                eprint!("\r\x1b[K{:?} round {round}/{}: {}", measurement.work, self.counted, subject.name);
                let sample = run_one(subject, measurement)?;
                // The first round loads code and fills caches.
                if round > 0 || sample.is_slow() {
                    taken.push(sample);
                }
            }
        }
        eprint!("\r\x1b[K");
        let rows = contenders.into_iter().zip(samples);
        Ok(rows.map(|(subject, samples)| Row { subject, result: samples.map(|s| median(&s)) }).collect())
    }
}

fn run_one(subject: &Subject, measurement: Measurement) -> anyhow::Result<Sample> {
    let Measurement { work, workers, count, children } = measurement;
    let mut command = match subject.beam {
        Some(mode) => subjects::beam_command(mode, measurement),
        None => {
            let mut command = Command::new(std::env::current_exe().context("the benchmark's own binary")?);
            let work = format!("{work:?}").to_lowercase();
            command.args(["one", &work, subject.name]);
            command.args([workers, count, children].map(|number| number.to_string()));
            command
        }
    };
    let output = command.output().with_context(|| format!("starting {}", subject.name))?;
    if !output.status.success() {
        bail!("{} failed ({}): {}", subject.name, output.status, String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("reading what {} measured: {line}", subject.name))
}

fn median(samples: &[Sample]) -> Sample {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied()
    };
    let of = |figure: fn(&Sample) -> Option<f64>| middle(samples.iter().filter_map(figure).collect());
    let seconds = of(|sample| Some(sample.seconds)).unwrap_or(f64::NAN);
    Sample {
        seconds,
        bytes: of(|sample| sample.bytes),
        p99: of(|sample| sample.p99),
        end: of(|sample| sample.end),
    }
}
