//! Twenty seeds with a cut cable and without one, and the shortest history that is wrong.
//!
//! `cargo run -p kv_store --example partition` prints what the page of stage 10 shows;
//! `cargo run -p kv_store --example partition -- replay SEED` does the same for one seed of the naive core.

#[path = "../../../../exercises/10_kv_store/kv_store/tests/checks/hosts.rs"]
mod hosts;

use std::fmt::Write;

use hosts::{Core, Told, history, linearizable, partition, workload};
use judge::{Glyphs, Register, Schedule, Verdict, Workload, check, shrink, shrink_list, strip};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => print!("{}{}", counts(), shortest(first_bad())),
        ["replay", seed] => match seed.parse() {
            Ok(seed) => print!("{}", shortest(seed)),
            Err(_) => eprintln!("expected the number of a seed, got {seed}"),
        },
        _ => eprintln!("expected nothing, or: replay SEED"),
    }
}

fn is_right(told: &Told) -> bool {
    matches!(check(told, &Register::default()), Verdict::Linearizable { .. })
}

fn seed_is_right(seed: u64, core: Core, schedule: &Schedule) -> bool {
    is_right(&history(seed, core, &workload(seed), schedule))
}

/// How many of twenty seeds are linearizable.
pub fn counts() -> String {
    let mut lines = String::new();
    for core in [Core::Naive, Core::Majority] {
        for (cut, name) in [(false, "no cut"), (true, "a cut")] {
            let right = linearizable(core, cut);
            let _ = writeln!(lines, "{:<9} {name:<7} {right:>2} of 20", format!("{core:?}").to_lowercase());
        }
    }
    lines
}

/// The first seed on which a copy everywhere is wrong.
pub fn first_bad() -> u64 {
    (1..=20).find(|seed| !seed_is_right(*seed, Core::Naive, &partition(*seed))).expect("a cut makes it wrong")
}

/// What went wrong under a seed, with everything left out that is not needed for it.
pub fn shortest(seed: u64) -> String {
    let run =
        |asked: &[_], schedule: &Schedule| history(seed, Core::Naive, &Workload(asked.to_vec()), schedule);
    let schedule = partition(seed);
    let asked = workload(seed).0;
    if is_right(&run(&asked, &schedule)) {
        return format!("seed {seed}: linearizable\n");
    }
    let needed = shrink_list(&asked, |asked| !is_right(&run(asked, &schedule)));
    let faults = shrink_list(&schedule.0, |faults| !is_right(&run(&needed, &Schedule(faults.to_vec()))));
    let (schedule, told) = (Schedule(faults.clone()), run(&needed, &Schedule(faults)));
    let told = shrink(&told, &Register::default());
    let verdict = check(&told, &Register::default());
    let why = match &verdict {
        Verdict::Not { why, .. } => why.as_str(),
        _ => "linearizable",
    };
    let drawn = strip(&told, Some(&verdict), Glyphs::Unicode, 72);
    format!(
        "seed {seed}, {} of {} operations needed\n{schedule}{told}{why}\n{drawn}",
        needed.len(),
        asked.len()
    )
}
