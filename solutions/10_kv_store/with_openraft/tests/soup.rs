//! Cables that are cut and members that crash, three times in a run, on many seeds.

#[path = "../../../../exercises/10_kv_store/with_openraft/tests/checks/members.rs"]
#[allow(dead_code, unused_imports, reason = "the checks need more of it")]
mod members;

use judge::nemesis::{Kind, Trouble};
use judge::workload::Plan;
use judge::{Ending, Register, Schedule, Verdict, Workload};
use members::{HOSTS, Reads, again, crash, history, partition};

/// All seeds are linearizable, and most operations are answered.
fn all_are_right(seeds: u64, kinds: &[Kind]) {
    let (mut answered, mut asked) = (0, 0);
    for seed in 1..=seeds {
        let plan = Plan { operations: 40, keys: 2, mix: [5, 4, 1, 0], ..Plan::default() };
        let trouble = Trouble {
            kinds: kinds.to_vec(),
            faults: 3,
            from: 200_000,
            lasts: (200_000, 1_500_000),
            quiet: (10_000, 500_000),
        };
        let schedule = Schedule::random(seed, &HOSTS, &trouble);
        let told = history(seed, Reads::Proven, &Workload::random(seed, &plan), &schedule);
        let verdict = judge::check(&told, &Register::default());
        assert!(
            matches!(verdict, Verdict::Linearizable { .. }),
            "seed {seed}: {verdict:?}\n{schedule}{told}"
        );
        asked += told.operations().len();
        answered +=
            told.operations().iter().filter(|one| matches!(one.ending, Ending::Returned { .. })).count();
    }
    println!("{answered} of {asked} were answered");
    assert!(answered * 100 > asked * 70, "only {answered} of {asked} were answered");
}

#[test]
fn cuts_make_no_wrong_answer() {
    all_are_right(40, &[Kind::Partition]);
}

#[test]
fn crashes_make_no_wrong_answer() {
    all_are_right(40, &[Kind::Crash]);
}

#[test]
fn both_make_no_wrong_answer() {
    all_are_right(40, &[Kind::Partition, Kind::Crash]);
}

/// What the page says; no check of the exercise counts on it.
#[test]
fn the_same_seed_makes_the_same_history() {
    for seed in 1..=20 {
        assert_eq!(again(seed, partition), again(seed, partition), "seed {seed}, a cut");
        assert_eq!(again(seed, crash), again(seed, crash), "seed {seed}, a crash");
    }
    assert_ne!(again(7, partition), again(8, partition));
}
