//! Twenty seeds on the engine, with cables that are cut, with a member that crashes, and with reads that ask nobody;
//! and the majorities of stage 10 beside it.
//!
//! `cargo run -p with_openraft --example partition` prints what the page of stage 11 shows;
//! `cargo run -p with_openraft --example partition -- replay SEED` prints the history of one seed with a cut.

#[allow(dead_code, reason = "the checks of stage 9 need more of it")]
#[path = "../../../../exercises/10_kv_store/kv_store/tests/checks/hosts.rs"]
mod hosts;
#[allow(unused_imports, reason = "the checks need more of it")]
#[path = "../../../../exercises/10_kv_store/with_openraft/tests/checks/members.rs"]
mod members;

use std::fmt::Write;

use hosts::Core;
use judge::stages::{Told, crash, partition, workload};
use judge::{Ending, Schedule};
use members::Reads;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => print!("{}{}", counts(), heard()),
        ["replay", seed] => match seed.parse() {
            Ok(seed) => print!("{}{}", partition(seed), members::again(seed, partition)),
            Err(_) => eprintln!("expected the number of a seed, got {seed}"),
        },
        _ => eprintln!("expected nothing, or: replay SEED"),
    }
}

/// What goes wrong under a seed.
type Faults = fn(u64) -> Schedule;

/// How many of twenty seeds are linearizable.
pub fn counts() -> String {
    let mut lines = String::new();
    let faults: [(Faults, &str); 3] =
        [(|_| Schedule::default(), "no cut"), (partition, "a cut"), (crash, "a crash")];
    for (reads, name) in [(Reads::OwnCopy, "own copy"), (Reads::Proven, "engine")] {
        for (schedule, fault) in faults {
            let right = members::linearizable(reads, schedule);
            let _ = writeln!(lines, "{name:<9} {fault:<7} {right:>2} of 20");
        }
    }
    lines
}

/// What the clients of twenty seeds with a cut heard, of the engine and of the majorities. In hundredths, and the
/// longest wait in tenths of a second: the exact numbers change with every latency that is drawn elsewhere.
pub fn heard() -> String {
    let mut lines = "with a cut  answered  unknown  unavailable  slowest answer\n".to_owned();
    let majority = |seed| hosts::history(seed, Core::Majority, &workload(seed), &partition(seed));
    let engine = |seed| members::history(seed, Reads::Proven, &workload(seed), &partition(seed));
    let stores: [(&str, &dyn Fn(u64) -> Told); 2] = [("majority", &majority), ("engine", &engine)];
    for (name, history) in stores {
        let (mut answered, mut unknown, mut unavailable, mut slowest) = (0, 0, 0, 0);
        for told in (1..=20).map(history) {
            for one in told.operations() {
                match &one.ending {
                    Ending::Returned { at, .. } => {
                        answered += 1;
                        slowest = slowest.max(at.at - one.invoked.at);
                    }
                    Ending::Unknown => unknown += 1,
                    Ending::Failed { .. } => unavailable += 1,
                }
            }
        }
        let of_all = |count: u64| (count * 100 + 450) / 900;
        let shares = [answered, unknown, unavailable].map(of_all);
        let tenths = (slowest + 50_000) / 100_000;
        let [answered, unknown, unavailable] = shares.map(|share| format!("{share} %"));
        let _ = writeln!(
            lines,
            "{name:<10} {answered:>9} {unknown:>8} {unavailable:>12} {:>13}.{} s",
            tenths / 10,
            tenths % 10
        );
    }
    lines
}
