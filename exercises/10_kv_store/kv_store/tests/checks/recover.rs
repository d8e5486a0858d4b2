//! Stage 10e: back without a memory.

use harness::check;
use kv_store::replica::majority::{Ask, Event, Said};

use super::hosts::{Core, history, linearizable, partition, workload};
use super::paper::{Paper, among, get, is_store, name, put};

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
        paper.draw(t);
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
