//! Prints random histories for `tests/histories/replay.exs`: `cargo run -p supervisor --example histories -- 500`.

#[path = "../tests/histories/history.rs"]
mod history;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(40);
    for seed in 1..=count {
        print!("{}", history::text(seed));
    }
}
