//! Stage 10a: more than half.

use std::collections::BTreeSet;

use harness::check;

use super::paper::{name, view};

#[test]
fn any_two_majorities_have_a_member_in_common() {
    check("half_is_enough", |t| {
        for all in ["a", "a b", "a b c", "a b c d", "a b c d e"] {
            let list = view(all);
            let sets: Vec<BTreeSet<_>> = (0..1_u32 << list.members.len())
                .map(|bits| {
                    let members = list.members.iter().enumerate();
                    members.filter(|(at, _)| bits >> at & 1 == 1).map(|(_, one)| *one).collect()
                })
                .filter(|set| list.has_majority(set))
                .collect();
            let apart = sets.iter().flat_map(|one| sets.iter().map(move |two| (one, two)));
            let apart = apart.filter(|(one, two)| one.is_disjoint(two)).count();
            let least = sets.iter().map(BTreeSet::len).min().unwrap_or_default();
            t.line(format!(
                "of {}: {least} or more, {apart} pairs without a common member",
                list.members.len()
            ));
        }
        t.expect(
            "transcript",
            &[
                "of 1: 1 or more, 0 pairs without a common member",
                "of 2: 2 or more, 0 pairs without a common member",
                "of 3: 2 or more, 0 pairs without a common member",
                "of 4: 3 or more, 0 pairs without a common member",
                "of 5: 3 or more, 0 pairs without a common member",
            ],
        );
    });
}

#[test]
fn strangers_have_no_vote() {
    check("strangers_count", |t| {
        let list = view("a b c");
        for names in ["a x y z", "a b x", "x y z"] {
            let set = names.split(' ').map(name).collect();
            t.line(format!("{names}: {}", if list.has_majority(&set) { "a majority" } else { "too few" }));
        }
        t.expect("transcript", &["a x y z: too few", "a b x: a majority", "x y z: too few"]);
    });
}
