//! What the judge says of the histories that a BEAM has made. `cargo run -p judge --example copies`

use judge::{Glyphs, History, Register, Reply, Request, check, strip};

const BEAM: &str = include_str!("../../../../exercises/10_kv_store/judge/beam.out");

/// The sections of the transcript, with their names.
pub fn histories() -> Vec<(String, History<Request, Reply>)> {
    let sections = BEAM.split("-- ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.map(|(name, lines)| (name.to_owned(), lines.parse().expect("it is well written"))).collect()
}

/// A strip and a verdict for each.
pub fn told() -> String {
    let one = |(name, history): (String, History<Request, Reply>)| {
        let verdict = check(&history, &Register::default());
        let strip = strip(&history, Some(&verdict), Glyphs::Unicode, 72);
        format!("{name}\n{strip}{}\n", verdict.told(&history))
    };
    histories().into_iter().map(one).collect::<Vec<_>>().join("\n")
}

#[allow(dead_code, reason = "a test takes the functions above")]
fn main() {
    print!("{}", told());
}
