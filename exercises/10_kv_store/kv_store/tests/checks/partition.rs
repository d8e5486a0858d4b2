//! Stages 9 and 10 before the judge: twenty seeds with a cut and without one.

use judge::{Register, Schedule, Verdict};

use super::hosts::{Core, history, partition, workload};

/// On how many of twenty seeds all answers fit together.
pub fn linearizable(core: Core, cut: bool) -> Vec<u64> {
    let right = |seed: &u64| {
        let schedule = if cut { partition(*seed) } else { Schedule::default() };
        let told = history(*seed, core, &workload(*seed), &schedule);
        matches!(judge::check(&told, &Register::default()), Verdict::Linearizable { .. })
    };
    (1..=20).filter(right).collect()
}

#[test]
fn try_all() {
    for core in [Core::Naive, Core::Majority] {
        for cut in [false, true] {
            let t = std::time::Instant::now();
            let right = linearizable(core, cut);
            println!("{core:?} cut {cut}: {} {right:?} {:?}", right.len(), t.elapsed());
        }
    }
    let told = history(3, Core::Majority, &workload(3), &partition(3));
    assert_eq!(told, history(3, Core::Majority, &workload(3), &partition(3)));
    println!("{told}");
    println!("{}", partition(3));
}
