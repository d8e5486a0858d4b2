//! Writes lines of random terms and their bytes: what `tests/beam/replay.exs` reads.

#[path = "../../../07_tables/term/tests/beam/terms.rs"]
mod terms;

use std::fmt::Write;

use etf::{Node, encode};
use term::Term;

fn main() {
    let lines: u64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100);
    for seed in 1..=lines {
        let list = Term::list(terms::terms(seed));
        let hex = encode(&list, Node::alone()).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        println!("{list}\t{hex}");
    }
}
