//! Stage 10d: maybe is an answer.

use harness::check;

use super::paper::{Paper, among, get, is_store, put};

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
