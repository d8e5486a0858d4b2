//! Raw computing, to be read beside `elixir exercises/01_beam_model/spawn_cost/cpu.exs`.
//!
//! `cargo run --release -p spawn_cost --example cpu`

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

// ANCHOR: collatz
/// Steps of the Collatz sequence, for every start below `to`: only arithmetic.
fn collatz(to: u64) -> u64 {
    (1..to).map(steps).sum()
}

fn steps(mut x: u64) -> u64 {
    let mut n = 0;
    while x != 1 {
        x = if x.is_multiple_of(2) { x / 2 } else { 3 * x + 1 };
        n += 1;
    }
    n
}
// ANCHOR_END: collatz

// ANCHOR: words
/// So many words, counted in a map: hashing and memory.
fn words(n: u64) -> u64 {
    let mut counts = HashMap::new();
    for i in 1..=n {
        *counts.entry(format!("word{}", i * 7919 % 1000)).or_default() += 1;
    }
    counts.into_values().max().unwrap_or(0)
}
// ANCHOR_END: words

#[expect(clippy::disallowed_methods, reason = "real time is what is measured")]
fn report(name: &str, run: impl Fn() -> u64) {
    let rounds = (0..20).map(|_| {
        let start = Instant::now();
        let result = run();
        (start.elapsed().as_millis(), result)
    });
    let (millis, result) = rounds.min().expect("twenty rounds");
    println!("{name:<10} {millis:>8}   result {result}");
}

fn main() {
    println!("# best of 20, milliseconds");
    report("collatz", || collatz(black_box(1_000_000)));
    report("words", || words(black_box(1_000_000)));
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_figures_are_about_the_same_results() {
        let same = |name: &str, result: u64| {
            let ours = format!("result {result}");
            let lines: Vec<_> = include_str!("cpu.txt").lines().filter(|line| line.contains(name)).collect();
            assert!(lines.len() == 2 && lines.iter().all(|line| line.ends_with(&ours)), "{lines:?}, {ours}");
        };
        same("collatz", super::collatz(1_000_000));
        same("words", super::words(1_000_000));
    }
}
