//! Prints random terms for `tests/beam/replay.exs`: `cargo run -p term --example terms -- 300`.

#[path = "../tests/beam/terms.rs"]
mod terms;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(40);
    for seed in 1..=count {
        println!("{}", term::Term::list(terms::terms(seed)));
    }
}
