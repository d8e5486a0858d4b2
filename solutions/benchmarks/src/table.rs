//! Prints what was measured.

use serde_json::json;

use crate::rounds::Row;
use crate::work::{Measurement, Sample, Work};

/// A table for people.
pub fn print(measurement: Measurement, rows: &[Row]) {
    let Measurement { work, workers, count, children } = measurement;
    let plural = if workers == 1 { "worker" } else { "workers" };
    let under = match children {
        0 => String::new(),
        1 => " of the only child".to_owned(),
        _ => format!(" under {} children", thousands(children)),
    };
    println!("{work:?} \u{d7} {}{under}, {workers} {plural}: {}", thousands(count), work.explain());
    let [first, second, third] = heads(work);
    let [middle, last] = [second, third].map(|head| if head.is_empty() { 0 } else { 10 });
    let [(_, one), (_, other)] = work.bases();
    println!("  {:<13} {first:>11} {second:>middle$} {third:>last$} {one:>12} {other:>12}", "");
    for Row { subject, result } in rows {
        let name = subject.name;
        match result {
            Err(why) => println!("  {name:<13} {why}"),
            Ok(sample) => {
                let [first, second, third] = figures(measurement, *sample)
                    .map(|figure| figure.map_or(String::new(), |figure| thousands(figure as usize)));
                let [one, other] = work.bases().map(|(base, _)| ratio(rows, base, *sample));
                println!(
                    "  {name:<13} {first:>11} {second:>middle$} {third:>last$} {one:>12} {other:>12}  {}",
                    subject.what
                );
            }
        }
    }
    println!();
}

/// What the figures of a row are.
fn heads(work: Work) -> [&'static str; 3] {
    match work {
        Work::Spawn => ["ns/process", "bytes each", ""],
        Work::Call | Work::Cast => ["messages/s", "", ""],
        Work::Restart => ["ns, median", "ns, p99", ""],
        Work::Children => ["ns/child", "bytes each", "ns/end"],
    }
}

fn figures(Measurement { work, count, .. }: Measurement, sample: Sample) -> [Option<f64>; 3] {
    let Sample { seconds, bytes, p99, end } = sample;
    let each = |total: f64| total / count as f64;
    match work {
        Work::Spawn | Work::Children => {
            [Some(each(seconds * 1e9)), bytes.map(each), end.map(|end| each(end * 1e9))]
        }
        Work::Call | Work::Cast => [Some(rate(sample, count)), None, None],
        Work::Restart => [Some(seconds * 1e9), p99.map(|p99| p99 * 1e9), None],
    }
}

/// One line for programs.
///
/// # Errors
/// When a figure is no number.
pub fn print_json(measurement: Measurement, rows: &[Row]) -> anyhow::Result<()> {
    let Measurement { work, count, .. } = measurement;
    let [one, other] = work.bases().map(|(base, _)| base);
    let many = (work != Work::Restart).then_some(count);
    let subjects: Vec<_> = rows
        .iter()
        .map(|row| match &row.result {
            Err(why) => json!({ "name": row.subject.name, "skipped": why }),
            Ok(sample) => json!({
                "name": row.subject.name,
                "seconds": sample.seconds,
                "per_second": many.map(|count| rate(*sample, count)),
                "bytes_each": sample.bytes.map(|bytes| bytes / count as f64),
                "p99_seconds": sample.p99,
                "end_seconds": sample.end,
                (format!("times_{one}")): times(rows, one, *sample),
                (format!("times_{other}")): times(rows, other, *sample),
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
