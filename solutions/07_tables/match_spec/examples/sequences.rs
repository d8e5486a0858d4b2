//! Prints random sequences for `tests/ets/replay.exs`: `cargo run -p match_spec --example sequences -- 250`.

#[path = "../tests/ets/sequences.rs"]
mod sequences;
#[path = "../tests/ets/specs.rs"]
mod specs;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(40);
    for seed in 1..=count {
        println!("{}", sequences::Sequence::new(seed).line());
    }
}
