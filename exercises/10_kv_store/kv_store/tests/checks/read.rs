//! Stage 10c: a read that nobody contradicts.

use harness::check;

use super::paper::{Paper, among, get, is_store, put};

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
        paper.draw(t);
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
