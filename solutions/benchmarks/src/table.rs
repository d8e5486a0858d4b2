//! Prints what was measured.

use serde_json::json;

use crate::rounds::Row;
use crate::work::{Measurement, Sample, Work};

/// A table for people.
pub fn print(measurement: Measurement, rows: &[Row]) {
    let Measurement { work, workers, count } = measurement;
    let plural = if workers == 1 { "worker" } else { "workers" };
    println!("{work:?} \u{d7} {}, {workers} {plural}: {}", thousands(count), work.explain());
    let spawn = work == Work::Spawn;
    let (unit, memory) = if spawn { ("ns/process", "bytes each") } else { ("messages/s", "") };
    println!("  {:<13} {unit:>11} {memory:>10} {:>7} {:>11}", "", "\u{d7} bare", "\u{d7} GenServer");
    for Row { subject, result } in rows {
        let name = subject.name;
        match result {
            Err(why) => println!("  {name:<13} {why}"),
            Ok(sample) => {
                let figure = if spawn { sample.seconds * 1e9 / count as f64 } else { rate(*sample, count) };
                println!(
                    "  {name:<13} {:>11} {:>10} {:>7} {:>11}  {}",
                    thousands(figure as usize),
                    sample.bytes.map_or(String::new(), |bytes| thousands((bytes / count as f64) as usize)),
                    ratio(rows, "beam", *sample),
                    ratio(rows, "beam_gen", *sample),
                    subject.what,
                );
            }
        }
    }
    println!();
}

/// One line for programs.
///
/// # Errors
/// When a figure is no number.
pub fn print_json(measurement: Measurement, rows: &[Row]) -> anyhow::Result<()> {
    let subjects: Vec<_> = rows
        .iter()
        .map(|row| match &row.result {
            Err(why) => json!({ "name": row.subject.name, "skipped": why }),
            Ok(sample) => json!({
                "name": row.subject.name,
                "seconds": sample.seconds,
                "per_second": rate(*sample, measurement.count),
                "bytes_each": sample.bytes.map(|bytes| bytes / measurement.count as f64),
                "times_beam": times(rows, "beam", *sample),
                "times_gen_server": times(rows, "beam_gen", *sample),
            }),
        })
        .collect();
    println!("{}", serde_json::to_string(&json!({ "measurement": measurement, "subjects": subjects }))?);
    Ok(())
}

fn rate(sample: Sample, count: usize) -> f64 {
    count as f64 / sample.seconds
}

/// How many times as fast as `base`.
fn times(rows: &[Row], base: &str, sample: Sample) -> Option<f64> {
    let base = rows.iter().find(|row| row.subject.name == base)?.result.as_ref().ok()?;
    Some(base.seconds / sample.seconds)
}

fn ratio(rows: &[Row], base: &str, sample: Sample) -> String {
    times(rows, base, sample).map_or(String::new(), |times| format!("{times:.2}"))
}

/// `1234567` as `1 234 567`.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("digits are ASCII"))
        .collect();
    groups.join(" ")
}
