//! Stage 10b: a write that is newer.

use harness::check;

use super::paper::{Paper, among, put};

#[test]
fn a_write_asks_for_the_newest_version_and_stores_a_newer_one() {
    check("version_not_raised", |t| {
        let mut paper = Paper::new("a b c");
        paper.ask("a", put(1));
        paper.carry(among("a b"));
        paper.ask("c", put(2));
        paper.carry(among("c b"));
        paper.draw(t);
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
