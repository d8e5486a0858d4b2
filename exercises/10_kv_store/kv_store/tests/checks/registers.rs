//! Stage 10: every answer stands on more than half of the members.

use std::collections::BTreeSet;

use harness::check;
use kv_store::replica::majority::{Ask, Event, Said};

use super::paper::{Paper, among, get, is_store, name, put, view};

mod majority {
    use super::*;

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
                t.line(format!(
                    "{names}: {}",
                    if list.has_majority(&set) { "a majority" } else { "too few" }
                ));
            }
            t.expect("transcript", &["a x y z: too few", "a b x: a majority", "x y z: too few"]);
        });
    }
}

mod write {
    use super::*;

    #[test]
    fn a_write_asks_for_the_newest_version_and_stores_a_newer_one() {
        check("version_not_raised", |t| {
            let mut paper = Paper::new("a b c");
            paper.ask("a", put(1));
            paper.carry(among("a b"));
            paper.ask("c", put(2));
            paper.carry(among("c b"));
            paper.show(t);
            t.expect(
                "transcript",
                &[
                    "a is asked: put 1",
                    "a -> b: what is newest?",
                    "b -> a: nothing",
                    "a -> b: store 1 (version 1 of a)",
                    "b -> a: stored",
                    "a answers: done",
                    "c is asked: put 2",
                    "c -> b: what is newest?",
                    "b -> c: 1 (version 1 of a)",
                    "c -> b: store 2 (version 2 of c)",
                    "b -> c: stored",
                    "c answers: done",
                ],
            );
        });
    }

    #[test]
    fn two_writes_of_one_member_have_two_versions() {
        check("versions_not_unique", |t| {
            let mut paper = Paper::new("a b c");
            paper.ask("a", put(1));
            paper.ask("a", put(2));
            // Both ask before either of them stores.
            paper.carry(among("a b"));
            paper.ask("c", get());
            paper.carry(among("c a"));
            paper.say("now of b and c");
            paper.ask("c", get());
            paper.carry(among("c b"));
            let answers: Vec<_> =
                paper.lines().iter().filter(|line| line.contains("c answers")).cloned().collect();
            answers.into_iter().for_each(|line| t.line(line));
            t.expect("transcript", &["c answers: 2", "c answers: 2"]);
        });
    }
}

mod read {
    use super::*;

    #[test]
    fn a_value_that_not_all_hold_is_written_back_before_it_is_told() {
        check("no_write_back", |t| {
            let mut paper = Paper::new("a b c");
            paper.ask("a", put(1));
            paper.carry(|from, to, said| among("a b c")(from, to, said) && !is_store(said));
            paper.say("only a holds it");
            paper.ask("b", get());
            paper.carry(among("a b"));
            paper.ask("c", get());
            paper.carry(among("b c"));
            let lines: Vec<_> = paper.lines().to_vec();
            let from = lines.iter().position(|line| line.starts_with("only")).unwrap_or_default();
            lines[from..].iter().for_each(|line| t.line(line));
            t.expect(
                "transcript",
                &[
                    "only a holds it",
                    "b is asked: get",
                    "b -> a: what is newest?",
                    "a -> b: 1 (version 1 of a)",
                    "b -> a: store 1 (version 1 of a)",
                    "a -> b: stored",
                    "b answers: 1",
                    "c is asked: get",
                    "c -> b: what is newest?",
                    "b -> c: 1 (version 1 of a)",
                    "c -> b: store 1 (version 1 of a)",
                    "b -> c: stored",
                    "c answers: 1",
                ],
            );
        });
    }

    #[test]
    fn a_value_that_all_hold_is_told_at_once() {
        check("always_writes_back", |t| {
            let mut paper = Paper::new("a b c");
            paper.ask("b", get());
            paper.carry(among("a b"));
            paper.ask("a", put(1));
            paper.carry(among("a b"));
            paper.say("a and b hold it");
            paper.ask("b", get());
            paper.carry(among("a b"));
            let lines: Vec<_> = paper.lines().to_vec();
            let from = lines.iter().position(|line| line == "a and b hold it").unwrap_or_default();
            lines[..3].iter().chain(&lines[from..]).for_each(|line| t.line(line));
            t.expect(
                "transcript",
                &[
                    "b is asked: get",
                    "b -> a: what is newest?",
                    "a -> b: nothing",
                    "a and b hold it",
                    "b is asked: get",
                    "b -> a: what is newest?",
                    "a -> b: 1 (version 1 of a)",
                    "b answers: 1",
                ],
            );
        });
    }
}

mod unknown {
    use super::*;

    #[test]
    fn a_write_that_was_on_its_way_is_unknown_and_any_other_is_unavailable() {
        check("says_unavailable", |t| {
            let mut paper = Paper::new("a b c");
            paper.ask("a", put(1));
            paper.carry(among("a"));
            paper.later(1_000);
            paper.say("nobody was asked to store it");
            paper.ask("a", put(2));
            paper.carry(|_, _, said| !is_store(said));
            paper.later(1_000);
            paper.say("others may have stored it");
            paper.ask("a", get());
            paper.carry(among("a"));
            paper.later(1_000);
            let told = |line: &&String| !line.contains("->");
            paper
                .lines()
                .iter()
                .filter(told)
                .cloned()
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|line| t.line(line));
            t.suspect_if(t.lines().get(1).is_some_and(|line| line == "a answers: unknown"), "says_unknown");
            t.expect(
                "transcript",
                &[
                    "a is asked: put 1",
                    "a answers: unavailable",
                    "nobody was asked to store it",
                    "a is asked: put 2",
                    "a answers: unknown",
                    "others may have stored it",
                    "a is asked: get",
                    "a answers: unavailable",
                ],
            );
        });
    }
}

mod recover {
    use super::*;

    #[test]
    fn a_member_without_its_memory_has_no_vote_until_it_knows_everything() {
        check("votes_blind", |t| {
            let mut paper = Paper::new("a b c");
            paper.ask("a", put(1));
            paper.carry(among("a b"));
            paper.start_again("a", "c");
            paper.ask("c", get());
            paper.carry(among("a c"));
            paper.say(format!("a is {:?}", paper.members[&name("a")].standing()));
            paper.later(300);
            paper.carry(among("a b c"));
            paper.say(format!("a is {:?}", paper.members[&name("a")].standing()));
            let told = |line: &&String| !line.contains("->");
            paper
                .lines()
                .iter()
                .filter(told)
                .cloned()
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|line| t.line(line));
            t.expect(
                "transcript",
                &[
                    "a is asked: put 1",
                    "a answers: done",
                    "a is started again",
                    "c is asked: get",
                    "a is Recovering",
                    "c answers: 1",
                    "a is Member",
                ],
            );
        });
    }

    #[test]
    fn an_acknowledgement_from_an_earlier_life_is_not_counted() {
        check("old_life_counts", |t| {
            let mut paper = Paper::new("a b c d e");
            paper.ask("c", put(1));
            // Of the letters that store it, the one to `a` arrives: `c` and `a` hold it, two of five.
            paper.carry(|_, to, said| !is_store(said) || to == "a");
            // `a` forgets it, and learns everything again from those who never had it.
            paper.start_again("a", "b");
            paper.carry(among("a b d e"));
            // Now `b` stores it too. With the acknowledgement of the old `a` that would make three.
            paper.now += 300;
            paper.step("c", Event::Woken);
            paper.carry(|_, to, said| match said {
                Said::Ask(_, Ask::Store(_)) => to == "b",
                _ => true,
            });
            paper.say("c and b hold it");
            paper.later(300);
            paper.carry(|_, _, _| true);
            let told = |line: &&String| !line.contains("->");
            paper
                .lines()
                .iter()
                .filter(told)
                .cloned()
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|line| t.line(line));
            t.expect(
                "transcript",
                &["c is asked: put 1", "a is started again", "c and b hold it", "c answers: done"],
            );
        });
    }
}
