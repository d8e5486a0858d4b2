//! Stages 9 and 10 before the judge: twenty seeds, with a cut cable and without one.

use harness::check;
use judge::{Register, Schedule, Verdict};

use super::hosts::{Core, history, partition, workload};

/// On how many of twenty seeds all answers fit together.
fn linearizable(core: Core, cut: bool) -> usize {
    let right = |seed: &u64| {
        let schedule = if cut { partition(*seed) } else { Schedule::default() };
        let told = history(*seed, core, &workload(*seed), &schedule);
        matches!(judge::check(&told, &Register::default()), Verdict::Linearizable { .. })
    };
    (1..=20).filter(right).count()
}

#[test]
fn a_copy_everywhere_is_right_until_a_cable_is_cut() {
    check("forgets_the_others", |t| {
        t.line(format!("without a cut: {} of 20", linearizable(Core::Naive, false)));
        let with = linearizable(Core::Naive, true);
        t.line(format!("with a cut: {}", if with <= 2 { "few" } else { "many" }));
        t.expect("transcript", &["without a cut: 20 of 20", "with a cut: few"]);
    });
}

#[test]
fn a_majority_is_right_with_a_cut_and_without() {
    check("votes_blind", |t| {
        t.line(format!("without a cut: {} of 20", linearizable(Core::Majority, false)));
        t.line(format!("with a cut: {} of 20", linearizable(Core::Majority, true)));
        t.expect("transcript", &["without a cut: 20 of 20", "with a cut: 20 of 20"]);
    });
}

#[test]
fn the_same_seed_makes_the_same_history() {
    check("votes_blind", |t| {
        let again = |seed| history(seed, Core::Majority, &workload(seed), &partition(seed)).to_string();
        t.line(format!("seed 7 twice: {}", if again(7) == again(7) { "the same" } else { "different" }));
        t.line(format!("seeds 7 and 8: {}", if again(7) == again(8) { "the same" } else { "different" }));
        t.expect("transcript", &["seed 7 twice: the same", "seeds 7 and 8: different"]);
    });
}
